-- Statistics of all databases, read in this one: the databases of the application keep to what they were given.
\connect postgres
create schema if not exists statements;
create extension if not exists pg_stat_statements schema statements;
-- PostgreSQL 13 gave total_time another name; people still ask for it by the old one.
create or replace view public.pg_stat_statements as
select *, total_exec_time as total_time from statements.pg_stat_statements;
