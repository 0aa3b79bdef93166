-- When a household hears of its week next; the worker sets the following Monday morning.
alter table household add column next_summary_at timestamptz not null default now() + interval '7 days';
create index household_summary on household (next_summary_at);
grant update (next_summary_at) on household to pawpal_worker;
