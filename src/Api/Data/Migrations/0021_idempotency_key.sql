-- A caller's own name for one write. The row is claimed in the write's transaction and holds the answer, so a request
-- sent again gets the first answer and does nothing. The worker deletes rows older than 48 hours.
create table idempotency_key (
    household_id uuid not null references household on delete cascade,
    account_id uuid not null references account on delete cascade,
    key text not null check (char_length(key) between 1 and 200),
    -- SHA-256 over the route and the body: the same key for something else is a mistake of the caller.
    fingerprint bytea not null check (octet_length(fingerprint) = 32),
    status smallint not null default 0,
    body text null,
    created_at timestamptz not null,
    primary key (household_id, account_id, key)
);

create index idempotency_key_age on idempotency_key (created_at);

alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;

create policy own_household on idempotency_key to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy every_household on idempotency_key to pawpal_worker using (true);

grant select, insert on idempotency_key to pawpal_app;
grant update (fingerprint, status, body, created_at) on idempotency_key to pawpal_app;
grant select (household_id, account_id, key, created_at), delete on idempotency_key to pawpal_worker;
