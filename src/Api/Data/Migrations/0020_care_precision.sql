-- How exactly somebody said when: "yesterday" must not be told again as "yesterday at noon".
alter table care_event add column occurred_precision text not null default 'exact'
    check (occurred_precision in ('exact', 'approximate', 'part', 'day'));

-- "When did Luna last ...?" asks for the newest event of one kind.
create index care_event_of_kind on care_event (household_id, pet_id, kind, occurred_at desc, id desc);

-- "Undo" takes back the caller's newest command.
create index care_event_of_recorder on care_event (household_id, recorded_by, recorded_at desc)
    where command_id is not null;

-- The medicines a household has named, for the recogniser and for understanding.
create index care_event_of_medication on care_event (household_id, occurred_at desc) where medication is not null;
