#!/bin/sh
# One server of a Redis cluster. The password stands in a file, and so in no list of processes.
set -eu
umask 077
settings="${TMPDIR:-/tmp}/redis.conf"
quoted=$(printf '%s' "$REDIS_PASSWORD" | sed 's/[\\"]/\\&/g')
printf 'requirepass "%s"\nmasterauth "%s"\n' "$quoted" "$quoted" >"$settings"
name=$(hostname)

# After a start of all servers at once no address that they know is right; names still are.
meet() {
  export REDISCLI_AUTH="$REDIS_PASSWORD"
  own="${ANNOUNCE_IP:-$(hostname -i)}"
  until redis-cli -h "$own" -p "$REDIS_PORT" ping | grep -q PONG; do sleep 1; done
  for node in $NODES; do
    until address=$(getent ahosts "${node%:*}"); do sleep 1; done
    redis-cli -h "$own" -p "$REDIS_PORT" cluster meet "${address%% *}" "${node#*:}"
  done
}
meet >/dev/null 2>&1 &

# A pod has another address after each start; its name stays.
exec redis-server "$settings" --port "$REDIS_PORT" --dir "$REDIS_DATA" --appendonly yes \
  --cluster-enabled yes --cluster-config-file nodes.conf --cluster-node-timeout 5000 \
  --cluster-announce-ip "${ANNOUNCE_IP:-$(hostname -i)}" --cluster-announce-hostname "$name.$SERVICE" \
  --cluster-preferred-endpoint-type "${ENDPOINT_TYPE:-hostname}" "$@"
