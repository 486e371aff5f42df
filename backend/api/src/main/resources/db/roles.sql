-- The roles of Sanad. Run once by a superuser on an empty server, before the first migration; running it again changes nothing.
-- Passwords are set apart from it (alter role … password …), so that this file holds no secret.
--
--   sanad_owner     owns the schemas and runs migrations; never used at run time
--   sanad_api       answers requests; owns nothing, is under row-level security
--   sanad_relay     numbers the outbox and tells every node the news
--   sanad_job       settles payments, imports files, sends reminders: acts for the system, not for a person
--   sanad_identity  sees only schema identity
do $$
declare
  wanted text;
begin
  foreach wanted in array array['sanad_owner', 'sanad_api', 'sanad_relay', 'sanad_job', 'sanad_identity'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I login nosuperuser nocreatedb nocreaterole nobypassrls', wanted);
    end if;
  end loop;
end
$$;

alter role sanad_owner set search_path = sanad;
alter role sanad_api set search_path = sanad;
alter role sanad_relay set search_path = sanad;
alter role sanad_job set search_path = sanad;
alter role sanad_identity set search_path = identity;
-- how alike words must be to be found by a search: one slip in five letters passes
alter role sanad_api set pg_trgm.word_similarity_threshold = 0.45;
