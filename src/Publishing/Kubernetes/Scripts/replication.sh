#!/bin/sh
# Lets other servers follow this one. It changes only what is missing: run it by hand on a database
# that was there before.
set -eu

rule='host replication replicator all scram-sha-256'
grep -q "^$rule\$" "$PGDATA/pg_hba.conf" || echo "$rule" >>"$PGDATA/pg_hba.conf"

# The password must not be kept among the statistics.
export PGOPTIONS='-c pg_stat_statements.track_utility=off -c log_statement=none -c log_min_error_statement=panic'
psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres <<'SQL'
\getenv password REPLICATION_PASSWORD
select 'create role replicator login replication'
where not exists (select from pg_roles where rolname = 'replicator') \gexec
alter role replicator password :'password';
select pg_reload_conf() \g /dev/null
SQL
