-- Whom to call: the vet, the clinic that is open at night, a neighbour with a key.
create table contact (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    kind text not null check (kind in ('vet', 'clinic', 'emergency', 'other')),
    name text not null check (char_length(name) between 1 and 120),
    phone text null check (char_length(phone) between 3 and 40),
    email text null check (char_length(email) between 3 and 254),
    address text null check (char_length(address) between 1 and 300),
    note text null check (char_length(note) between 1 and 1000),
    -- Takes animals in an emergency, also at night.
    takes_emergencies boolean not null default false,
    created_at timestamptz not null,
    version int not null default 1,
    unique (household_id, id)
);

create index contact_of_household on contact (household_id, kind);

alter table contact enable row level security;
alter table contact force row level security;
create policy own_household on contact to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
grant select, insert, delete, update (kind, name, phone, email, address, note, takes_emergencies, version) on contact
    to pawpal_app;
