-- A browser that a person lets PawPal wake. What it signs in with is sealed with a key of the server.
create table push_subscription (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    endpoint text not null unique check (char_length(endpoint) between 8 and 1000),
    -- Uncompressed point on P-256.
    p256dh bytea not null check (octet_length(p256dh) = 65),
    sealed_auth bytea not null,
    created_at timestamptz not null
);

create index push_subscription_of_person on push_subscription (account_id, created_at);
grant select, insert, delete, update (id, account_id, p256dh, sealed_auth, created_at) on push_subscription to pawpal_app;
grant select, delete on push_subscription to pawpal_worker;

alter table delivery add column subscription_id uuid null references push_subscription on delete cascade;
alter table delivery drop constraint delivery_channel_check;
alter table delivery add constraint delivery_channel_check check (channel in ('webhook', 'email', 'push'));
alter table delivery drop constraint delivery_source_id_channel_webhook_id_key;
alter table delivery add constraint delivery_once
    unique nulls not distinct (source_id, channel, webhook_id, subscription_id);
create index delivery_of_subscription on delivery (subscription_id) where subscription_id is not null;
