-- Services work as roles that own nothing and cannot bypass row-level security. They cannot log in: the login of the
-- connection string becomes one of them when its connection starts (options: -c role=pawpal_app).
do $$
declare
    name text;
begin
    foreach name in array array['pawpal_app', 'pawpal_worker'] loop
        begin
            execute format('create role %I nologin nosuperuser nocreatedb nocreaterole nobypassrls noinherit', name);
        exception when duplicate_object or unique_violation then
            -- Roles belong to the whole server: another database of it has made them.
            null;
        end;
        -- A superuser may become any role; another login needs the grant. Since version 16 creating does not give it.
        if not pg_has_role(current_user, name,
            case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)
        then
            execute format('grant %I to %I', name, current_user);
        end if;
    end loop;
end
$$;

grant usage on schema public to pawpal_app, pawpal_worker;

-- Null unless the transaction was opened for a household: then every comparison with it fails.
create function current_household() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('pawpal.household_id', true), '')::uuid;

create function current_account() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('pawpal.account_id', true), '')::uuid;
