-- What a person chose for themselves.
alter table account
    add column time_zone text null check (char_length(time_zone) between 1 and 64),
    add column country text null check (country ~ '^[A-Z]{2}$'),
    add column weight_unit text not null default 'kg' check (weight_unit in ('kg', 'lb')),
    add column distance_unit text not null default 'km' check (distance_unit in ('km', 'mi')),
    -- Nothing but what is urgent is told between these, by the person's own clock.
    add column quiet_from time null,
    add column quiet_to time null,
    add column version int not null default 1,
    add constraint quiet_hours_are_whole check (num_nulls(quiet_from, quiet_to) in (0, 2));

grant update (display_name, time_zone, country, weight_unit, distance_unit, quiet_from, quiet_to, version) on account
    to pawpal_app;
grant delete on account to pawpal_app;
grant select (email, display_name, time_zone, country, weight_unit, distance_unit, quiet_from, quiet_to) on account
    to pawpal_worker;

-- Without a row a channel is used where that makes sense; see Notifications.
create table notification_preference (
    account_id uuid not null references account on delete cascade,
    -- reminder.due, budget.exceeded and so on; * for all kinds without a row of their own.
    kind text not null check (char_length(kind) between 1 and 60),
    channel text not null check (channel in ('push', 'email', 'webhook', 'app')),
    enabled boolean not null,
    primary key (account_id, kind, channel)
);

grant select, insert, update, delete on notification_preference to pawpal_app;
grant select on notification_preference to pawpal_worker;

-- For shortcuts and home automation: a key that does one thing for long, instead of a session.
create table personal_token (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    -- Only in this household; in all of the person's when null.
    only_household uuid null references household on delete cascade,
    name text not null check (char_length(name) between 1 and 60),
    -- SHA-256 of 256 random bits: the token itself is nowhere.
    token_hash bytea not null unique check (octet_length(token_hash) = 32),
    scope text not null check (scope in ('read', 'log', 'keep')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz null,
    revoked_at timestamptz null
);

create index personal_token_account on personal_token (account_id);
create index personal_token_household on personal_token (only_household) where only_household is not null;

grant select, insert, update (last_used_at, revoked_at) on personal_token to pawpal_app;
grant select (id, expires_at, revoked_at), delete on personal_token to pawpal_worker;

-- A sitter's access ends with the visit.
alter table membership add column ends_at timestamptz null;
grant update (role, ends_at), delete on membership to pawpal_app;

create table invitation (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    -- SHA-256 of the code.
    code_hash bytea not null unique check (octet_length(code_hash) = 32),
    role text not null check (role in ('owner', 'carer', 'sitter', 'viewer')),
    -- Until when who accepts it belongs to the household; a sitter's only.
    membership_ends_at timestamptz null,
    uses int not null default 0,
    most_uses int not null check (most_uses between 1 and 50),
    created_at timestamptz not null,
    created_by uuid null references account on delete set null,
    expires_at timestamptz not null,
    revoked_at timestamptz null
);

create index invitation_of_household on invitation (household_id);
create index invitation_of_person on invitation (created_by);

alter table invitation enable row level security;
alter table invitation force row level security;
create policy own_household on invitation to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
-- Who has the code must find what it opens, before they belong to anything.
create policy by_code on invitation for select to pawpal_app
    using (encode(code_hash, 'hex') = current_setting('pawpal.invitation', true));
grant select, insert, update (uses, revoked_at) on invitation to pawpal_app;
create policy every_household on invitation to pawpal_worker using (true);
grant select (id, expires_at), delete on invitation to pawpal_worker;

-- As idempotency_key, for writes of a person that belong to no household.
create table account_idempotency_key (
    account_id uuid not null references account on delete cascade,
    key text not null check (char_length(key) between 1 and 200),
    fingerprint bytea not null check (octet_length(fingerprint) = 32),
    status smallint not null default 0,
    body text null,
    created_at timestamptz not null,
    primary key (account_id, key)
);

create index account_idempotency_key_age on account_idempotency_key (created_at);
grant select, insert, update (fingerprint, status, body, created_at) on account_idempotency_key to pawpal_app;
grant select (account_id, key, created_at), delete on account_idempotency_key to pawpal_worker;
