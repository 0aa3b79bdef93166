create table household (
    id uuid primary key,
    name text not null check (char_length(name) between 1 and 80),
    time_zone text not null check (char_length(time_zone) between 1 and 64),
    is_demo boolean not null default false,
    created_at timestamptz not null
);

create index household_demo on household (created_at) where is_demo;

create table membership (
    household_id uuid not null references household on delete cascade,
    account_id uuid not null references account on delete cascade,
    role text not null check (role in ('owner', 'carer', 'sitter', 'viewer')),
    joined_at timestamptz not null,
    primary key (household_id, account_id)
);

create index membership_account on membership (account_id, joined_at, household_id);

create table pet (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    name text not null check (char_length(name) between 1 and 40),
    species text not null check (species in
        ('dog', 'cat', 'rabbit', 'guinea pig', 'hamster', 'bird', 'fish', 'tortoise', 'other')),
    sounds_like text null check (char_length(sounds_like) between 1 and 60),
    archived_at timestamptz null,
    created_at timestamptz not null,
    -- Lets rows of other tables prove that their pet lives in their household.
    unique (household_id, id)
);

create unique index pet_name on pet (household_id, lower(name)) where archived_at is null;

alter table household enable row level security;
alter table household force row level security;
alter table membership enable row level security;
alter table membership force row level security;
alter table pet enable row level security;
alter table pet force row level security;

create policy own_household on household to pawpal_app
    using (id = current_household()) with check (id = current_household());
-- A caller's households must be found before one of them is chosen.
create policy callers_households on household for select to pawpal_app
    using (id in (select household_id from membership where account_id = current_account()));

create policy own_household on membership to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy callers_memberships on membership for select to pawpal_app
    using (account_id = current_account());

create policy own_household on pet to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());

grant select, insert on household to pawpal_app;
grant select, insert on membership to pawpal_app;
grant select, insert on pet to pawpal_app;

create policy every_household on household to pawpal_worker using (true);
create policy every_household on membership to pawpal_worker using (true);
grant select, delete on household to pawpal_worker;
grant select on membership to pawpal_worker;
