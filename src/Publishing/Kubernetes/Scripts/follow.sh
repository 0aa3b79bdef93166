#!/bin/sh
# Follows the primary. The password stands in a file for the server alone, written anew at each start.
set -eu
umask 077
passwords="${TMPDIR:-/tmp}/passwords"
escaped=$(printf '%s' "$REPLICATION_PASSWORD" | sed 's/[\\:]/\\&/g')
printf '%s:%s:replication:replicator:%s\n' "$PRIMARY_HOST" "$PRIMARY_PORT" "$escaped" >"$passwords"
# The one that psql finds here is another role's, and it would go before the file.
unset PGPASSWORD
slot=$(hostname | tr -c 'a-z0-9\n' '_')
exec postgres -D "$PGDATA" -c hot_standby=on -c primary_slot_name="$slot" -c \
  primary_conninfo="host=$PRIMARY_HOST port=$PRIMARY_PORT user=replicator application_name=$slot passfile=$passwords" \
  "$@"
