#!/usr/bin/env bash
# Runs once, when the primary's data directory is made: the roles, their passwords and the database.
set -euo pipefail

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 --file /sanad/roles.sql
# the values go in as psql variables, so that no character in them can end a literal
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
  --set owner="$SANAD_DB_OWNER_PASSWORD" --set api="$SANAD_DB_API_PASSWORD" --set relay="$SANAD_DB_RELAY_PASSWORD" \
  --set job="$SANAD_DB_JOB_PASSWORD" --set identity="$SANAD_DB_IDENTITY_PASSWORD" --set replica="$REPLICATION_PASSWORD" <<'SQL'
alter role sanad_owner password :'owner';
alter role sanad_api password :'api';
alter role sanad_relay password :'relay';
alter role sanad_job password :'job';
alter role sanad_identity password :'identity';
create role sanad_replica login replication password :'replica';
create database sanad owner sanad_owner;
revoke all on database sanad from public;
grant connect on database sanad to sanad_owner, sanad_api, sanad_relay, sanad_job, sanad_identity;
select pg_create_physical_replication_slot('sanad_replica');
SQL

echo 'host replication sanad_replica samenet scram-sha-256' >>"$PGDATA/pg_hba.conf"
