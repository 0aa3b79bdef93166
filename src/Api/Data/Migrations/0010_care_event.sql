-- What was done for a pet. A row never changes: an undo is a row of care_retraction that points at it.
create table care_event (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    pet_id uuid not null,
    -- Events of one spoken or typed command; one undo takes all of them back.
    command_id uuid null,
    kind text not null check (kind in ('feeding', 'walk', 'medication', 'weight')),
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    recorded_by uuid not null references account,
    amount numeric(12, 3) null check (amount > 0),
    unit text null check (char_length(unit) between 1 and 20),
    food text null check (char_length(food) between 1 and 80),
    medication text null check (char_length(medication) between 1 and 80),
    dose text null check (char_length(dose) between 1 and 40),
    duration_minutes numeric(8, 2) null check (duration_minutes > 0),
    distance_km numeric(8, 3) null check (distance_km > 0),
    weight_kg numeric(8, 3) null check (weight_kg > 0),

    foreign key (household_id, pet_id) references pet (household_id, id) on delete cascade,
    unique (household_id, id),
    -- An amount has a unit or is a count of the food; a unit without an amount means nothing.
    constraint unit_has_amount check (unit is null or amount is not null),
    constraint details_fit_kind check (case kind
        when 'feeding' then num_nonnulls(medication, dose, duration_minutes, distance_km, weight_kg) = 0
        when 'walk' then num_nonnulls(amount, unit, food, medication, dose, weight_kg) = 0
        when 'medication' then medication is not null
            and num_nonnulls(amount, unit, food, duration_minutes, distance_km, weight_kg) = 0
        when 'weight' then weight_kg is not null
            and num_nonnulls(amount, unit, food, medication, dose, duration_minutes, distance_km) = 0
    end)
);

create index care_event_of_pet on care_event (household_id, pet_id, occurred_at desc, id desc);
create index care_event_of_day on care_event (household_id, occurred_at desc, id desc);
create index care_event_of_command on care_event (household_id, command_id) where command_id is not null;

-- An account that goes is looked for here.
create index care_event_of_person on care_event (recorded_by);

create table care_retraction (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    event_id uuid not null unique,
    command_id uuid null,
    retracted_at timestamptz not null,
    retracted_by uuid not null references account,

    foreign key (household_id, event_id) references care_event (household_id, id) on delete cascade
);

create index care_retraction_of_household on care_retraction (household_id);
create index care_retraction_of_person on care_retraction (retracted_by);

alter table care_event enable row level security;
alter table care_event force row level security;
alter table care_retraction enable row level security;
alter table care_retraction force row level security;

create policy own_household on care_event to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on care_retraction to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());

grant select, insert on care_event to pawpal_app;
grant select, insert on care_retraction to pawpal_app;
