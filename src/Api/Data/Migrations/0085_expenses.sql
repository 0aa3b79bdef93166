create table expense (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    pet_id uuid null,
    category text not null check (category in ('food', 'vet', 'medicine', 'grooming', 'toys', 'insurance', 'boarding',
        'training', 'other')),
    amount numeric(12, 2) not null check (amount > 0 and amount <= 1000000),
    -- ISO 4217.
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    spent_on date not null,
    payee text null check (char_length(payee) between 1 and 120),
    note text null check (char_length(note) between 1 and 1000),
    created_at timestamptz not null,
    created_by uuid null references account on delete set null,
    version int not null default 1,
    unique (household_id, id),
    foreign key (household_id, pet_id) references pet (household_id, id) on delete cascade
);

create index expense_of_household on expense (household_id, spent_on desc, id desc);
create index expense_of_pet on expense (household_id, pet_id) where pet_id is not null;
create index expense_of_person on expense (created_by) where created_by is not null;

-- What may be spent in a month, all together or of one category.
create table budget (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    category text null,
    amount numeric(12, 2) not null check (amount > 0 and amount <= 1000000),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    created_at timestamptz not null,
    version int not null default 1,
    unique (household_id, id),
    unique nulls not distinct (household_id, category, currency)
);

alter table expense enable row level security;
alter table expense force row level security;
alter table budget enable row level security;
alter table budget force row level security;
create policy own_household on expense to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
create policy own_household on budget to pawpal_app
    using (household_id = current_household()) with check (household_id = current_household());
grant select, insert, delete, update (pet_id, category, amount, currency, spent_on, payee, note, version) on expense
    to pawpal_app;
grant select, insert, delete, update (amount, version) on budget to pawpal_app;
