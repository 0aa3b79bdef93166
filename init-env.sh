#!/usr/bin/env bash
# Makes .env with new secrets, readable by its owner alone. An .env that is there is left as it is. Parameters that
# cannot be made up are taken from variables of the same name.
set -euo pipefail
cd "$(dirname "$0")"

# Letters and digits alone: they stand in connection strings and addresses as they are.
secret() {
  local text=""
  while [ "${#text}" -lt "$1" ]; do
    text+=$(head -c 256 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9')
  done
  printf '%s' "${text:0:$1}"
}

# The folder is closed to other users of the machine; what lies in it, containers of other users must read.
secret_file() {
  mkdir -p -m 0700 secrets
  [ -e "secrets/$1" ] || { printf '%s' "$2" >"secrets/$1"; chmod 0644 "secrets/$1"; }
}

# For the profile monitoring. Without an address of Slack and a key of PagerDuty nobody is told of alerts.
secret_file grafana-admin-password "$(secret 32)"
secret_file slack-url "${SLACK_URL:-}"
secret_file pagerduty-key "${PAGERDUTY_KEY:-}"

if [ -e .env ]; then
  echo ".env is there already and stays as it is"
  exit 0
fi

encoded() {
  local LC_ALL=C text=$1 letter index
  for ((index = 0; index < ${#text}; index++)); do
    letter=${text:index:1}
    case $letter in
      [A-Za-z0-9._~-]) printf '%s' "$letter" ;;
      *) printf '%%%02X' "'$letter" ;;
    esac
  done
}

# In single quotes compose takes everything as it is.
value() {
  printf -v "$1" '%s' "$2"
  [ -n "$2" ] || missing+=("$1")
  printf "%s='%s'\n" "$1" "${2//\'/\\\'}"
}

missing=()
umask 077
draft=$(mktemp .env.XXXXXX)
trap 'rm -f "$draft"' EXIT
{
  :
  value POSTGRES_PASSWORD "$(secret 32)"
  value REDIS_PASSWORD "$(secret 32)"
  value SECRET_KEY "$(secret 48)"
} >"$draft"
mv "$draft" .env
[ "${#missing[@]}" -eq 0 ] || echo "Still to be given in .env: ${missing[*]}"
echo "Wrote .env"
