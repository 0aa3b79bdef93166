-- What is to be done, once or again and again. Times of a rule are wall times of the reminder's zone: eight o'clock
-- stays eight o'clock when the clocks change.
create table reminder (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    title text not null check (char_length(title) between 1 and 120),
    kind text not null check (kind in ('feeding', 'water', 'walk', 'potty', 'medication', 'weight', 'grooming',
        'symptom', 'play', 'training', 'note', 'other')),
    -- Of a dose: the plan or the medicine that an event must name to count.
    regimen_id uuid null,
    medication text null check (char_length(medication) between 1 and 80),
    note text null check (char_length(note) between 1 and 1000),
    -- With pets all of them must have had it; without, anybody's will do.
    for_pets boolean not null,
    rule text null check (char_length(rule) between 1 and 600),
    time_zone text not null check (char_length(time_zone) between 1 and 64),
    -- The first time.
    starts_at timestamp not null,
    -- So long before its time an act counts for it.
    early interval not null check (early >= interval '0'),
    -- Null: everybody who looks after the animals.
    assigned_to uuid null,
    escalate_after_minutes int null check (escalate_after_minutes between 5 and 1440),
    escalate_to uuid[] not null default '{}' check (cardinality(escalate_to) <= 10),
    state text not null default 'active' check (state in ('active', 'paused', 'archived')),
    version int not null default 1,
    created_at timestamptz not null,
    -- What the worker has told of, and what it tells of next; null when nothing is to come.
    last_occurrence timestamp null,
    next_occurrence timestamp null,
    next_due_at timestamptz null,

    unique (household_id, id),
    foreign key (household_id, assigned_to) references membership (household_id, account_id)
        on delete set null (assigned_to),
    constraint next_is_whole check (num_nulls(next_occurrence, next_due_at) in (0, 2)),
    constraint only_active_is_due check (next_due_at is null or state = 'active'),
    constraint medicine_is_medication check (kind = 'medication' or num_nonnulls(regimen_id, medication) = 0)
) with (fillfactor = 80);

-- Where the worker begins: what is due stands first, and the rest is not touched.
create index reminder_due on reminder (next_due_at) where next_due_at is not null;
create index reminder_of_household on reminder (household_id, created_at, id);
create index reminder_assigned on reminder (household_id, assigned_to) where assigned_to is not null;

create table reminder_pet (
    household_id uuid not null,
    reminder_id uuid not null,
    pet_id uuid not null,
    primary key (household_id, reminder_id, pet_id),
    foreign key (household_id, reminder_id) references reminder (household_id, id) on delete cascade,
    foreign key (household_id, pet_id) references pet (household_id, id) on delete cascade
);

create index reminder_pet_of_pet on reminder_pet (household_id, pet_id);

-- One time of a reminder that something happened to. Most have no row: that they are done is seen in the care log.
create table reminder_occurrence (
    household_id uuid not null,
    reminder_id uuid not null,
    -- The wall time that the rule gives: its name, also when it is moved.
    occurrence timestamp not null,
    due_at timestamptz not null,
    is_moved boolean not null default false,
    state text not null default 'open' check (state in ('open', 'done', 'skipped')),
    acted_at timestamptz null,
    acted_by uuid null references account on delete set null,
    -- Events that "done" wrote.
    event_ids uuid[] not null default '{}',
    -- How many rounds have been told, and when the next one is.
    step int not null default 0 check (step between 0 and 100),
    next_step_at timestamptz null,
    primary key (household_id, reminder_id, occurrence),
    foreign key (household_id, reminder_id) references reminder (household_id, id) on delete cascade
);

create index reminder_occurrence_step on reminder_occurrence (next_step_at) where next_step_at is not null;
create index reminder_occurrence_due on reminder_occurrence (household_id, due_at);
create index reminder_occurrence_age on reminder_occurrence (due_at);
create index reminder_occurrence_of_person on reminder_occurrence (acted_by) where acted_by is not null;

-- Who did it, and when: the last act within the window when nobody is left out, no row otherwise. A retracted event is
-- none, so what is undone is open again without anybody being told.
create function reminder_done(
    home uuid, reminder uuid, act text, regimen uuid, medicine text, for_pets boolean, opens timestamptz,
    closes timestamptz) returns table (done_at timestamptz, done_by uuid)
    language sql stable
    as $$
    select max(a.occurred_at), (array_agg(a.recorded_by order by a.occurred_at desc))[1]
    from (
        select e.occurred_at, e.recorded_by
        from reminder_pet rp
        join pet p on p.household_id = rp.household_id and p.id = rp.pet_id and p.archived_at is null
        left join lateral (
            select c.occurred_at, c.recorded_by from care_event c
            where c.household_id = home and c.pet_id = rp.pet_id and c.kind = act
                and c.occurred_at >= opens and c.occurred_at < closes
                and (num_nonnulls(regimen, medicine) = 0 or c.regimen_id = regimen
                    or lower(c.medication) = lower(medicine))
                and not exists (select from care_retraction r
                    where r.household_id = c.household_id and r.event_id = c.id)
            order by c.occurred_at, c.id
            limit 1) e on true
        where for_pets and rp.household_id = home and rp.reminder_id = reminder
        union all
        (select c.occurred_at, c.recorded_by from care_event c
        where not for_pets and c.household_id = home and c.kind = act
            and c.occurred_at >= opens and c.occurred_at < closes
            and (num_nonnulls(regimen, medicine) = 0 or c.regimen_id = regimen
                or lower(c.medication) = lower(medicine))
            and not exists (select from care_retraction r
                where r.household_id = c.household_id and r.event_id = c.id)
        order by c.occurred_at, c.id
        limit 1)) a
    having count(*) > 0 and bool_and(a.occurred_at is not null)
    $$;

alter table reminder enable row level security;
alter table reminder force row level security;
alter table reminder_pet enable row level security;
alter table reminder_pet force row level security;
alter table reminder_occurrence enable row level security;
alter table reminder_occurrence force row level security;

create policy own_household on reminder to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on reminder_pet to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on reminder_occurrence to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy every_household on reminder to pawpal_worker using (true) with check (true);
create policy every_household on reminder_pet for select to pawpal_worker using (true);
create policy every_household on reminder_occurrence to pawpal_worker using (true) with check (true);

grant select, insert on reminder to pawpal_app;
grant update (title, kind, regimen_id, medication, note, for_pets, rule, time_zone, starts_at, early, assigned_to,
    escalate_after_minutes, escalate_to, state, version, last_occurrence, next_occurrence, next_due_at)
    on reminder to pawpal_app;
grant select, insert, delete on reminder_pet to pawpal_app;
grant select, insert, delete on reminder_occurrence to pawpal_app;
grant update (due_at, is_moved, state, acted_at, acted_by, event_ids, step, next_step_at)
    on reminder_occurrence to pawpal_app;
grant select, update (last_occurrence, next_occurrence, next_due_at) on reminder to pawpal_worker;
grant select on reminder_pet to pawpal_worker;
grant select, insert, delete, update (step, next_step_at) on reminder_occurrence to pawpal_worker;
