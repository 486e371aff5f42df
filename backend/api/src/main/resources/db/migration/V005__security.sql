-- Sessions of browsers. The cookie holds 256 random bits; here is their SHA-256, so that reading this table opens no session. What the session
-- carries (who, and the token that renews it) is sealed with the installation's key.
create table sessions (
  id bytea primary key check (length(id) = 32),
  -- whose it is, so that a departed person's can be ended
  actor_id uuid not null,
  sealed bytea not null,
  -- until when the issuer's word about the person holds; after that it is asked again
  fresh_until timestamptz not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_expired on sessions (expires_at);
create index sessions_of_actor on sessions (actor_id);
call protect('sessions');
-- A session is looked up before there is an actor, by a hash that only the cookie's bearer can make.
create policy api_all on sessions to sanad_api using (true) with check (true);
grant select, insert, update, delete on sessions to sanad_api;
create policy job_all on sessions to sanad_job using (true) with check (true);
grant select, delete on sessions to sanad_job;
grant update (sealed, fresh_until, seen_at, expires_at) on sessions to sanad_job;

-- Up to where an issuer's list of departed accounts was carried out. Moved in the transaction that forgets them.
create table departures_done (
  issuer text primary key,
  position bigint not null
);
call protect('departures_done');
create policy job_all on departures_done to sanad_job using (true) with check (true);
grant select, insert, update on departures_done to sanad_job;
