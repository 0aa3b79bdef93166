-- Who changed what. Each entry's hash covers the one before it, so a row that is altered, taken out or put in between
-- breaks the chain from there on. Entries outlive the accounts they name.
create table audit_entry (
    household_id uuid not null references household on delete cascade,
    seq bigint not null check (seq > 0),
    id uuid not null,
    at timestamptz not null,
    account_id uuid null,
    action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
    subject uuid not null,
    pet_id uuid null,
    details jsonb not null default '{}',
    hash bytea not null check (octet_length(hash) = 32),
    primary key (household_id, seq)
);

-- The end of each chain: writers of one household take turns here.
create table audit_head (
    household_id uuid primary key references household on delete cascade,
    seq bigint not null,
    hash bytea not null
) with (fillfactor = 50);

-- What somebody outside is to hear of. Written with the change, delivered by the worker at least once.
create table outbox (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    action text not null,
    subject uuid not null,
    pet_id uuid null,
    account_id uuid null,
    details jsonb not null default '{}',
    created_at timestamptz not null,
    attempts int not null default 0,
    next_attempt_at timestamptz not null,
    -- Set when it was given up; why stands beside it.
    dead_at timestamptz null,
    failure text null check (char_length(failure) <= 200)
);

create index outbox_due on outbox (next_attempt_at) where dead_at is null;
create index outbox_dead on outbox (dead_at) where dead_at is not null;
create index outbox_of_household on outbox (household_id);

-- One thing to tell one person. The worker takes it to the channels that the person chose; it stays as their list.
create table notice (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    account_id uuid not null references account on delete cascade,
    kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
    title text not null check (char_length(title) between 1 and 200),
    body text not null check (char_length(body) <= 4000),
    -- Path on our own pages.
    link text null check (link ~ '^/' and char_length(link) <= 300),
    -- Told at once, also in quiet hours.
    urgent boolean not null default false,
    -- The same thing is told once, however often somebody tries.
    dedupe_key text not null check (char_length(dedupe_key) between 1 and 200),
    created_at timestamptz not null,
    read_at timestamptz null,
    -- Null until its deliveries are written.
    dispatched_at timestamptz null,
    unique (account_id, dedupe_key)
);

create index notice_waiting on notice (created_at) where dispatched_at is null;
create index notice_of_account on notice (household_id, account_id, created_at desc, id desc);

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
alter table audit_head enable row level security;
alter table audit_head force row level security;
alter table outbox enable row level security;
alter table outbox force row level security;
alter table notice enable row level security;
alter table notice force row level security;

create policy own_household on audit_entry to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on audit_head to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on outbox to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on notice to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy every_household on audit_entry to pawpal_worker using (true) with check (true);
create policy every_household on audit_head to pawpal_worker using (true) with check (true);
create policy every_household on outbox to pawpal_worker using (true) with check (true);
create policy every_household on notice to pawpal_worker using (true) with check (true);

grant select, insert on audit_entry to pawpal_app, pawpal_worker;
grant select, insert, update (seq, hash) on audit_head to pawpal_app, pawpal_worker;
grant insert on outbox to pawpal_app;
grant select, insert, delete, update (attempts, next_attempt_at, dead_at, failure) on outbox to pawpal_worker;
grant select, insert, update (read_at) on notice to pawpal_app;
grant select, insert, delete, update (dispatched_at) on notice to pawpal_worker;

-- The bytes an entry stands for: every column, in a form that does not depend on settings of the reader.
create function audit_hash(
    before bytea, household uuid, seq bigint, id uuid, at timestamptz, account uuid, action text, subject uuid,
    pet uuid, details jsonb) returns bytea
    language sql stable parallel safe
    return sha256(before || convert_to(jsonb_build_array(household, seq, id, (extract(epoch from at) * 1000000)::bigint,
        account, action, subject, pet, details)::text, 'UTF8'));

-- One round trip: the entry, the head and the outbox row.
create function record_change(
    household uuid, change uuid, at timestamptz, account uuid, action text, subject uuid, pet uuid, details jsonb)
    returns void
    language plpgsql
    as $$
declare
    link record;
begin
    update audit_head h
    set seq = h.seq + 1,
        hash = audit_hash(h.hash, household, h.seq + 1, change, at, account, action, subject, pet, details)
    where h.household_id = household
    returning h.seq, h.hash into link;
    if not found then
        -- Two first writers meet here; the second goes on from the first one's entry.
        insert into audit_head as h (household_id, seq, hash)
        values (household, 1, audit_hash('', household, 1, change, at, account, action, subject, pet, details))
        on conflict (household_id) do update
        set seq = h.seq + 1,
            hash = audit_hash(h.hash, household, h.seq + 1, change, at, account, action, subject, pet, details)
        returning h.seq, h.hash into link;
    end if;
    insert into audit_entry (household_id, seq, id, at, account_id, action, subject, pet_id, details, hash)
    values (household, link.seq, change, at, account, action, subject, pet, details, link.hash);
    insert into outbox (id, household_id, action, subject, pet_id, account_id, details, created_at, next_attempt_at)
    values (change, household, action, subject, pet, account, details, at, at);
end
$$;
