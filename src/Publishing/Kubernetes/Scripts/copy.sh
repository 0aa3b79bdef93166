#!/bin/sh
# Copies the primary's data, once. A copy that was broken off is begun anew.
set -eu
[ -s "$PGDATA/PG_VERSION" ] && exit 0

export PGPASSWORD="$REPLICATION_PASSWORD"
slot=$(hostname | tr -c 'a-z0-9\n' '_')
rm -rf "$PGDATA.part"
# The slot keeps what is written during the copy, and while this server is away.
pg_receivewal -h "$PRIMARY_HOST" -p "$PRIMARY_PORT" -U replicator --create-slot --if-not-exists -S "$slot"
pg_basebackup -h "$PRIMARY_HOST" -p "$PRIMARY_PORT" -U replicator -D "$PGDATA.part" -X stream -S "$slot" -c fast
touch "$PGDATA.part/standby.signal"
mv "$PGDATA.part" "$PGDATA"
