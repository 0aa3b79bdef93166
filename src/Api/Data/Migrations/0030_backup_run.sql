-- Good backups, one row each, written by the command that makes them. The worker tells how old the newest is.
create table backup_run (
    id uuid primary key default gen_random_uuid(),
    kind text not null check (kind in ('database', 'files')),
    started_at timestamptz not null,
    finished_at timestamptz not null,
    bytes bigint not null check (bytes >= 0),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    -- Folder or s3://bucket/prefix, and the file. No credentials.
    location text not null,
    check (finished_at >= started_at)
);

create index backup_run_newest on backup_run (kind, finished_at desc);

-- From when on a backup is missed while there is none.
create table backup_epoch (
    since timestamptz not null
);

insert into backup_epoch (since) values (now());

grant select on backup_run, backup_epoch to pawpal_worker;

-- What pg_stat_replication shows only to a superuser or a member of pg_read_all_stats. Runs as the owner of the schema:
-- the worker's role inherits nothing. A base backup is no replica.
create function replica_progress() returns table (replica text, replayed pg_lsn, lag interval)
    language sql stable security definer set search_path = pg_catalog, pg_temp
    as $$
        select application_name, replay_lsn, replay_lag from pg_stat_replication
        where state in ('catchup', 'streaming')
    $$;

revoke execute on function replica_progress() from public;
grant execute on function replica_progress() to pawpal_worker;
