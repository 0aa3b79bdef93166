-- Uploaded content, encrypted. It stands or falls with the row that refers to it, and is backed up with everything else.
create table stored_file (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    content_type text not null check (char_length(content_type) between 1 and 100),
    bytes int not null check (bytes between 1 and 20971520),
    -- Of the content as it was given.
    sha256 bytea not null check (octet_length(sha256) = 32),
    -- Which of the server's keys the file's own key is wrapped with.
    key_id text not null check (key_id ~ '^[0-9a-f]{16}$'),
    wrapped_key bytea not null,
    content bytea not null,
    created_at timestamptz not null,
    unique (household_id, id)
);

-- Encrypted bytes do not compress.
alter table stored_file alter column content set storage external;

create table pet_photo (
    household_id uuid not null references household on delete cascade,
    pet_id uuid not null,
    -- The longer side, in pixels, at most.
    size int not null check (size between 16 and 4096),
    photo_id uuid not null,
    file_id uuid not null,
    primary key (household_id, pet_id, size),
    foreign key (household_id, pet_id) references pet (household_id, id) on delete cascade,
    foreign key (household_id, file_id) references stored_file (household_id, id) on delete cascade
);

create index pet_photo_file on pet_photo (household_id, file_id);

create table document (
    id uuid primary key,
    household_id uuid not null references household on delete cascade,
    pet_id uuid null,
    kind text not null check (kind in ('certificate', 'report', 'photo', 'invoice', 'other')),
    title text not null check (char_length(title) between 1 and 120),
    created_at timestamptz not null,
    deleted_at timestamptz null,
    version int not null default 1,
    unique (household_id, id),
    foreign key (household_id, pet_id) references pet (household_id, id) on delete cascade
);

create index document_of_household on document (household_id, created_at desc, id desc) where deleted_at is null;
create index document_of_pet on document (household_id, pet_id) where pet_id is not null;

create table document_version (
    household_id uuid not null references household on delete cascade,
    document_id uuid not null,
    number int not null check (number > 0),
    file_id uuid not null,
    file_name text not null check (char_length(file_name) between 1 and 120),
    created_at timestamptz not null,
    created_by uuid null references account on delete set null,
    primary key (household_id, document_id, number),
    foreign key (household_id, document_id) references document (household_id, id) on delete cascade,
    foreign key (household_id, file_id) references stored_file (household_id, id) on delete cascade
);

create index document_version_file on document_version (household_id, file_id);
create index document_version_person on document_version (created_by);

do $$
declare
    name text;
begin
    foreach name in array array['stored_file', 'pet_photo', 'document', 'document_version'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy own_household on %I to pawpal_app using (household_id = current_household()) '
            'with check (household_id = current_household())', name);
    end loop;
end
$$;

grant select, insert, delete on stored_file, pet_photo to pawpal_app;
grant select, insert on document, document_version to pawpal_app;
grant update (pet_id, kind, title, deleted_at, version) on document to pawpal_app;
