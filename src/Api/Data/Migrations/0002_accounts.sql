create table account (
    id uuid primary key,
    -- Null for the account of a demo household: nobody can log in to it.
    email text null check (char_length(email) between 3 and 254),
    password_hash text null,
    display_name text not null check (char_length(display_name) between 1 and 60),
    is_demo boolean not null default false,
    created_at timestamptz not null,
    constraint login_is_whole check (num_nulls(email, password_hash) in (0, 2))
);

-- Addresses are compared without regard to case; what was typed is kept.
create unique index account_email on account (lower(email));

-- What the worker looks through for demos to delete.
create index account_demo on account (created_at) where is_demo;

-- One log-in on one device: the family of refresh tokens that descends from it. Ending it ends them all, and the access
-- tokens that name it.
create table session (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    started_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz null
);

create index session_account on session (account_id);
create index session_expires on session (expires_at);

create table refresh_token (
    -- SHA-256 of 256 random bits: the token itself is nowhere.
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    session_id uuid not null references session on delete cascade,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz null
);

create index refresh_token_expires on refresh_token (expires_at);
create index refresh_token_session on refresh_token (session_id);

grant select, insert on account to pawpal_app;
grant update (password_hash) on account to pawpal_app;
grant select, insert on session to pawpal_app;
grant update (expires_at, ended_at) on session to pawpal_app;
grant select, insert on refresh_token to pawpal_app;
grant update (used_at) on refresh_token to pawpal_app;

grant select (id, is_demo, created_at), delete on account to pawpal_worker;
grant select, delete on session to pawpal_worker;
grant select (token_hash, expires_at), delete on refresh_token to pawpal_worker;
