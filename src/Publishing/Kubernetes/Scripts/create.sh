#!/bin/sh
# Makes one cluster of the servers in NODES; the second half follows the first. Each step is left out where it is done,
# so that the script can be broken off and run again.
set -eu
export REDISCLI_AUTH="$REDIS_PASSWORD"

ask() {
  node=$1
  shift
  redis-cli -h "${node%:*}" -p "${node#*:}" "$@"
}

until_says() {
  words=$1
  shift
  until ask "$@" | tr -d '\r' | grep -q "$words"; do sleep 1; done
}

# shellcheck disable=SC2086 # the list is split into its words
set -- $NODES
first=$1
for node; do until_says PONG "$node" ping; done
if ask "$first" cluster info | grep -q cluster_state:ok &&
  ask "$first" cluster info | grep -q "cluster_known_nodes:$#"; then
  echo 'The cluster is there.'
  exit 0
fi

for node; do
  address=$(getent ahosts "${node%:*}" | awk '{ print $1; exit }')
  ask "$first" cluster meet "$address" "${node#*:}"
done
for node; do until_says "cluster_known_nodes:$#" "$node" cluster info; done

masters=$(($# / 2))
number=0
ids=''
for node; do
  self=$(ask "$node" cluster nodes | grep myself)
  if [ "$number" -lt "$masters" ]; then
    ids="$ids ${self%% *}"
    # The ninth word and those after it are the slots it has.
    [ "$(echo "$self" | wc -w)" -gt 8 ] || ask "$node" cluster addslotsrange \
      $((16384 * number / masters)) $((16384 * (number + 1) / masters - 1))
  elif ! echo "$self" | grep -q slave; then
    # shellcheck disable=SC2086
    master=$(echo $ids | cut -d ' ' -f $((number - masters + 1)))
    until ask "$node" cluster replicate "$master" | grep -q OK; do sleep 1; done
  fi
  number=$((number + 1))
done
for node; do until_says cluster_state:ok "$node" cluster info; done
echo 'The cluster is made.'
