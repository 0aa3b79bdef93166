-- What is known of an animal beyond its name, and all that can be done for it.
alter table pet
    add column breed text null check (char_length(breed) between 1 and 60),
    add column birth_date date null,
    -- Counted back from an age somebody told.
    add column birth_is_estimate boolean not null default false,
    add column sex text null check (sex in ('female', 'male')),
    add column neutered boolean null,
    add column microchip text null check (char_length(microchip) between 9 and 15),
    add column weight_unit text null check (weight_unit in ('kg', 'g', 'lb')),
    add column diet text null check (char_length(diet) between 1 and 1000),
    add column allergies text[] not null default '{}',
    add column conditions text[] not null default '{}',
    add column nicknames text[] not null default '{}',
    add column photo_id uuid null,
    add column version int not null default 1;

grant update (name, species, sounds_like, breed, birth_date, birth_is_estimate, sex, neutered, microchip, weight_unit,
    diet, allergies, conditions, nicknames, photo_id, archived_at, version) on pet to pawpal_app;

alter table household
    -- ISO 3166-1 alpha-2; decides which poison line is shown.
    add column country text null check (country ~ '^[A-Z]{2}$'),
    add column version int not null default 1;

grant update (name, time_zone, country, version) on household to pawpal_app;
grant delete on household to pawpal_app;

alter table care_event
    add column note text null check (char_length(note) between 1 and 2000),
    -- Of potty, grooming, symptom, play and training: which one.
    add column what text null check (char_length(what) between 1 and 80),
    -- The medicine plan that a dose belongs to.
    add column regimen_id uuid null,
    add column source text not null default 'voice' check (source in ('voice', 'app', 'link', 'reminder', 'import'));

alter table care_event drop constraint care_event_kind_check;
alter table care_event add constraint care_event_kind_check check (kind in ('feeding', 'water', 'walk', 'potty',
    'medication', 'weight', 'grooming', 'symptom', 'play', 'training', 'note'));

alter table care_event drop constraint details_fit_kind;
alter table care_event add constraint details_fit_kind check (case kind
    when 'feeding' then num_nonnulls(medication, dose, duration_minutes, distance_km, weight_kg, what, regimen_id) = 0
    when 'water' then
        num_nonnulls(food, medication, dose, duration_minutes, distance_km, weight_kg, what, regimen_id) = 0
    when 'walk' then num_nonnulls(amount, unit, food, medication, dose, weight_kg, what, regimen_id) = 0
    when 'medication' then medication is not null
        and num_nonnulls(amount, unit, food, duration_minutes, distance_km, weight_kg, what) = 0
    when 'weight' then weight_kg is not null
        and num_nonnulls(amount, unit, food, medication, dose, duration_minutes, distance_km, what, regimen_id) = 0
    when 'note' then note is not null
        and num_nonnulls(amount, unit, food, medication, dose, duration_minutes, distance_km, weight_kg, what,
            regimen_id) = 0
    else num_nonnulls(amount, unit, food, medication, dose, distance_km, weight_kg, regimen_id) = 0
end);

create index care_event_of_regimen on care_event (household_id, regimen_id, occurred_at desc)
    where regimen_id is not null;

-- A correction is a new event and a retraction of the old one that points at it.
alter table care_retraction add column replaced_by uuid null;
alter table care_retraction add foreign key (household_id, replaced_by)
    references care_event (household_id, id) on delete cascade;
create index care_retraction_replacement on care_retraction (household_id, replaced_by) where replaced_by is not null;

-- The worker reads the log to see what has been done.
create policy every_household on care_event for select to pawpal_worker using (true);
create policy every_household on care_retraction for select to pawpal_worker using (true);
create policy every_household on pet for select to pawpal_worker using (true);
grant select on care_event, care_retraction, pet to pawpal_worker;
