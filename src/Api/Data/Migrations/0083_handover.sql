-- What somebody who takes over should know and cannot see in the plans: quirks of a pet, ways of the house.
create table handover_note (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    -- Null: about the house.
    pet_id uuid null,
    text text not null check (char_length(text) between 1 and 2000),
    created_at timestamptz not null,
    version int not null default 1,
    unique (household_id, id),
    foreign key (household_id, pet_id) references pet (household_id, id) on delete cascade
);

create index handover_note_of_pet on handover_note (household_id, pet_id);

-- Whoever brings the link may read the brief, and log where that is allowed, until it ends.
create table handover_link (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    -- Of the person it is for; what they log carries it.
    name text not null check (char_length(name) between 1 and 60),
    token_hash bytea not null unique check (octet_length(token_hash) = 32),
    may_log boolean not null,
    created_by uuid not null references account on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz null,
    unique (household_id, id)
);

create index handover_link_of_household on handover_link (household_id, created_at desc);
create index handover_link_of_person on handover_link (created_by);

alter table handover_note enable row level security;
alter table handover_note force row level security;
alter table handover_link enable row level security;
alter table handover_link force row level security;
create policy own_household on handover_note to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on handover_link to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
-- Who brings the link is shown which household it belongs to, and nothing else.
create policy by_link on handover_link for select to pawpal_app
    using (token_hash = decode(nullif(current_setting('pawpal.handover_link', true), ''), 'hex'));
grant select, insert, delete, update (text, version) on handover_note to pawpal_app;
grant select, insert, update (revoked_at) on handover_link to pawpal_app;

-- Somebody without an account: the name on the link stands beside the account that gave it.
alter table care_event add column recorded_as text null check (char_length(recorded_as) between 1 and 60);
