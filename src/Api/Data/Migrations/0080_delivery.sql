-- Whom a household tells of its changes. The secret is sealed with a key of the server.
create table webhook (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    url text not null check (char_length(url) between 8 and 500),
    -- Only these; all when empty.
    actions text[] not null default '{}',
    sealed_secret bytea not null,
    created_at timestamptz not null,
    version int not null default 1,
    unique (household_id, id)
);

-- One thing on its way to one receiver. The id goes with it, so that a receiver who gets it twice can tell.
create table delivery (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    channel text not null check (channel in ('webhook', 'email')),
    webhook_id uuid null,
    notice_id uuid null references notice on delete cascade,
    -- What it tells of: with the receiver, the reason why nothing is sent for it again.
    source_id uuid not null,
    payload jsonb not null,
    created_at timestamptz not null,
    attempts int not null default 0,
    next_attempt_at timestamptz not null,
    delivered_at timestamptz null,
    dead_at timestamptz null,
    failure text null check (char_length(failure) <= 200),
    check (num_nonnulls(webhook_id, notice_id) = 1),
    unique nulls not distinct (source_id, channel, webhook_id),
    foreign key (household_id, webhook_id) references webhook (household_id, id) on delete cascade
);

create index webhook_of_household on webhook (household_id);
create index delivery_due on delivery (next_attempt_at) where delivered_at is null and dead_at is null;
create index delivery_of_webhook on delivery (household_id, webhook_id, created_at desc);
create index delivery_of_notice on delivery (notice_id) where notice_id is not null;
create index delivery_done on delivery (delivered_at) where delivered_at is not null;
create index delivery_dead on delivery (dead_at) where dead_at is not null;

alter table webhook enable row level security;
alter table webhook force row level security;
alter table delivery enable row level security;
alter table delivery force row level security;
create policy own_household on webhook to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on delivery to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy every_household on webhook to pawpal_worker using (true);
create policy every_household on delivery to pawpal_worker using (true) with check (true);
grant select, insert, delete, update (url, actions, version) on webhook to pawpal_app;
grant select, insert on delivery to pawpal_app;
grant select on webhook to pawpal_worker;
grant select, insert, delete, update (attempts, next_attempt_at, delivered_at, dead_at, failure) on delivery
    to pawpal_worker;

-- Until when something that is not urgent waits for somebody's quiet hours to end.
alter table notice add column hold_until timestamptz null;
grant update (hold_until) on notice to pawpal_worker;
create index notice_due on notice (coalesce(hold_until, created_at)) where dispatched_at is null;
drop index notice_waiting;
