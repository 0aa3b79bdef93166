-- A medicine plan of one pet: what, how much, when, and how much of it is left.
create table regimen (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    pet_id uuid not null,
    medication text not null check (char_length(medication) between 1 and 80),
    -- As they were written, and what was read out of them.
    directions text not null check (char_length(directions) between 1 and 200),
    dose_amount numeric(12, 3) null check (dose_amount > 0),
    dose_unit text null check (char_length(dose_unit) between 1 and 20),
    -- Null: once, or as needed.
    rule text null check (char_length(rule) between 1 and 600),
    as_needed boolean not null,
    time_zone text not null check (char_length(time_zone) between 1 and 64),
    starts_at timestamp not null,
    -- So long before its time a dose counts for it.
    early interval not null check (early >= interval '0'),
    -- Two doses may not be nearer to each other.
    least_gap interval null check (least_gap > interval '0'),
    most_per_day int null check (most_per_day between 1 and 96),
    prescriber text null check (char_length(prescriber) between 1 and 120),
    note text null check (char_length(note) between 1 and 1000),
    -- Counted by a person; what is left follows from the doses logged since.
    stock numeric(12, 3) null check (stock >= 0),
    stock_counted_at timestamptz null,
    refill_at numeric(12, 3) null check (refill_at >= 0),
    state text not null default 'active' check (state in ('active', 'paused', 'ended')),
    version int not null default 1,
    created_at timestamptz not null,

    unique (household_id, id),
    foreign key (household_id, pet_id) references pet (household_id, id) on delete cascade,
    constraint dose_is_whole check (num_nulls(dose_amount, dose_unit) in (0, 2)),
    constraint stock_is_counted check (num_nulls(stock, stock_counted_at) in (0, 2)),
    constraint as_needed_is_bounded check (not as_needed or (rule is null and num_nulls(least_gap, most_per_day) = 0))
);

create index regimen_of_pet on regimen (household_id, pet_id, created_at, id);

alter table regimen enable row level security;
alter table regimen force row level security;
create policy own_household on regimen to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
grant select, insert on regimen to pawpal_app;
grant update (medication, directions, dose_amount, dose_unit, rule, as_needed, time_zone, starts_at, early, least_gap,
    most_per_day, prescriber, note, stock, stock_counted_at, refill_at, state, version) on regimen to pawpal_app;

-- What was written before there were plans names none; new rows are held to it.
alter table care_event add foreign key (household_id, regimen_id) references regimen (household_id, id) not valid;
alter table reminder add foreign key (household_id, regimen_id) references regimen (household_id, id) not valid;
create index reminder_of_regimen on reminder (household_id, regimen_id) where regimen_id is not null;
