create table vaccination (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    pet_id uuid not null,
    vaccine text not null check (char_length(vaccine) between 1 and 80),
    -- The template that it follows; null for one of its own.
    schedule text null check (char_length(schedule) between 1 and 40),
    given_on date not null,
    product text null check (char_length(product) between 1 and 80),
    batch text null check (char_length(batch) between 1 and 40),
    given_by text null check (char_length(given_by) between 1 and 120),
    -- As the certificate says.
    next_due_on date null,
    -- The same, or reckoned from the template.
    due_on date null,
    note text null check (char_length(note) between 1 and 1000),
    document_id uuid null,
    -- A newer one of the same vaccine has taken its place.
    superseded boolean not null default false,
    -- 1: that it is due soon has been told, 2: that it is overdue.
    told int not null default 0 check (told between 0 and 2),
    -- When the next of the two is told: what is not due costs the worker nothing.
    tell_on date null generated always as (case
        when superseded or told = 2 then null
        when told = 1 then due_on + 1
        else due_on - 30 end) stored,
    created_at timestamptz not null,
    version int not null default 1,
    unique (household_id, id),
    foreign key (household_id, pet_id) references pet (household_id, id) on delete cascade,
    foreign key (household_id, document_id) references document (household_id, id) on delete set null (document_id)
);

create index vaccination_of_pet on vaccination (household_id, pet_id, given_on desc, id desc);
create index vaccination_document on vaccination (household_id, document_id) where document_id is not null;
create index vaccination_due on vaccination (tell_on) where tell_on is not null;

alter table vaccination enable row level security;
alter table vaccination force row level security;
create policy own_household on vaccination to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy every_household on vaccination to pawpal_worker using (true) with check (true);
grant select, insert, delete, update (vaccine, schedule, given_on, product, batch, given_by, next_due_on, due_on, note,
    document_id, superseded, told, version) on vaccination to pawpal_app;
grant select, update (told) on vaccination to pawpal_worker;
