-- Whom an appointment names is one of the household's; a contact that is deleted is named no more. What was written
-- before is not looked at again.
alter table appointment add foreign key (household_id, contact_id) references contact (household_id, id)
    on delete set null (contact_id) not valid;
create index appointment_of_contact on appointment (household_id, contact_id) where contact_id is not null;
