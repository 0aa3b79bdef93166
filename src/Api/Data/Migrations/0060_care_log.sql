-- Who goes is forgotten; what they did for the animals stays.
alter table care_event alter column recorded_by drop not null;
alter table care_event drop constraint care_event_recorded_by_fkey;
alter table care_event add constraint care_event_recorded_by_fkey
    foreign key (recorded_by) references account on delete set null;

alter table care_retraction alter column retracted_by drop not null;
alter table care_retraction drop constraint care_retraction_retracted_by_fkey;
alter table care_retraction add constraint care_retraction_retracted_by_fkey
    foreign key (retracted_by) references account on delete set null;
