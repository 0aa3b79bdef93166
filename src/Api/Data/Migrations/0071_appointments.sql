-- Where somebody has to be with an animal, at a wall time of the place.
create table appointment (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    kind text not null check (kind in ('vet', 'vaccination', 'grooming', 'dental', 'checkup', 'training', 'boarding',
        'surgery', 'physio', 'blood test', 'nail trim', 'other')),
    purpose text null check (char_length(purpose) between 1 and 200),
    clinic text null check (char_length(clinic) between 1 and 120),
    contact_id uuid null,
    note text null check (char_length(note) between 1 and 1000),
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    -- The wall times that were said: they hold when a zone changes its rules.
    local_start timestamp not null,
    local_end timestamp not null,
    time_zone text not null check (char_length(time_zone) between 1 and 64),
    remind_minutes int[] not null check (cardinality(remind_minutes) <= 5),
    state text not null default 'planned' check (state in ('planned', 'cancelled')),
    -- Of an imported event, so that it is imported once.
    uid text null check (char_length(uid) between 1 and 255),
    version int not null default 1,
    created_at timestamptz not null,
    next_due_at timestamptz null,
    unique (household_id, id),
    constraint only_planned_is_due check (next_due_at is null or state = 'planned')
);

create index appointment_due on appointment (next_due_at) where next_due_at is not null;
create index appointment_of_household on appointment (household_id, starts_at, id);
create unique index appointment_imported on appointment (household_id, uid) where uid is not null;

create table appointment_pet (
    household_id uuid not null,
    appointment_id uuid not null,
    pet_id uuid not null,
    primary key (household_id, appointment_id, pet_id),
    foreign key (household_id, appointment_id) references appointment (household_id, id) on delete cascade,
    foreign key (household_id, pet_id) references pet (household_id, id) on delete cascade
);

create index appointment_pet_of_pet on appointment_pet (household_id, pet_id);

-- A link under which a calendar program reads a household's plans. The link itself is nowhere: SHA-256 of it is.
create table calendar_feed (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    token_hash bytea not null unique check (octet_length(token_hash) = 32),
    created_at timestamptz not null,
    revoked_at timestamptz null
);

create index calendar_feed_of_household on calendar_feed (household_id, created_at);

alter table appointment enable row level security;
alter table appointment force row level security;
alter table appointment_pet enable row level security;
alter table appointment_pet force row level security;
alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;

create policy own_household on appointment to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on appointment_pet to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on calendar_feed to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
-- Who brings the link is shown which household it belongs to, and nothing else.
create policy by_link on calendar_feed for select to pawpal_app
    using (token_hash = decode(nullif(current_setting('pawpal.calendar_link', true), ''), 'hex'));
create policy every_household on appointment to pawpal_worker using (true) with check (true);
create policy every_household on appointment_pet for select to pawpal_worker using (true);

grant select, insert on appointment to pawpal_app;
grant update (kind, purpose, clinic, contact_id, note, starts_at, ends_at, local_start, local_end, time_zone,
    remind_minutes, state, version, next_due_at) on appointment to pawpal_app;
grant select, insert, delete on appointment_pet to pawpal_app;
grant select, insert on calendar_feed to pawpal_app;
grant update (revoked_at) on calendar_feed to pawpal_app;
grant select, update (next_due_at) on appointment to pawpal_worker;
grant select on appointment_pet to pawpal_worker;
