-- Everything that the issuer knows, in a schema of its own. sanad_owner owns it; sanad_identity may do with each table
-- what its code does and no more; no other role sees anything but the outbox.

-- People who can sign in. The id is the subject of their tokens. An account has a confirmed e-mail, a confirmed phone, or both.
-- Names are kept as typed. e-mail is compared without case; phones are E.164.
create table accounts (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  email text check (length(email) between 3 and 254),
  email_key text generated always as (lower(email)) stored unique,
  phone text unique check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  password text,
  locale text not null check (locale in ('ar', 'fa', 'en')),
  staff boolean not null default false,
  totp_secret bytea,
  totp_confirmed boolean not null default false,
  totp_step bigint not null default 0,
  created_at timestamptz not null,
  constraint accounts_reachable check (email is not null or phone is not null),
  constraint accounts_totp check (not totp_confirmed or totp_secret is not null)
);

-- A browser that signed in, or is half-way: complete turns true when every factor that the account needs was given.
-- The cookie holds the token, the table its hash. methods are the values of the amr claim.
create table sign_ins (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  token_hash bytea not null unique,
  methods text[] not null,
  complete boolean not null,
  replaces uuid,
  authenticated_at timestamptz not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text not null,
  user_agent text not null
);
create index sign_ins_account on sign_ins (account_id, created_at desc);
create index sign_ins_expiry on sign_ins (expires_at);

-- What happened at an account's door, for its owner to read. Rows are added and, when old, removed; never changed.
create table sign_in_log (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  at timestamptz not null,
  event text not null check (event in ('signed_in', 'refused', 'second_factor_refused', 'signed_out', 'signed_out_everywhere',
    'password_changed', 'password_reset', 'email_changed', 'phone_changed', 'totp_enabled', 'totp_disabled',
    'recovery_code_used', 'recovery_codes_renewed', 'token_reused', 'client_created', 'client_revoked')),
  address text not null,
  user_agent text not null
);
create index sign_in_log_account on sign_in_log (account_id, at desc);

-- Proofs that are under way: a six-digit code, a link, or both, sent to an address that is to be confirmed. Only keyed hashes are kept.
-- A row without an account and without a code that anybody was sent answers like any other: who asks learns nothing.
create table verifications (
  id uuid primary key,
  purpose text not null check (purpose in ('registration', 'phone_sign_in', 'password_reset', 'email_change', 'phone_change')),
  account_id uuid references accounts on delete cascade,
  target text not null,
  code_hash bytea,
  link_hash bytea unique,
  name text,
  password text,
  return_to text,
  attempts_left int not null check (attempts_left >= 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  proved_at timestamptz,
  used_at timestamptz
);
create index verifications_account on verifications (account_id);
create index verifications_expiry on verifications (expires_at);

-- One-time codes for the day the authenticator is lost. Each works once.
create table recovery_codes (
  account_id uuid not null references accounts on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- Attempts, counted by the generic cell rate algorithm: one instant per key says how far its allowance is spent.
-- Keys are keyed hashes of what is limited (an account's name, an address), so the table names nobody.
create table throttles (
  key bytea primary key,
  spent_until timestamptz not null
);
create index throttles_expiry on throttles (spent_until);

-- Keys that sign tokens. The newest signs; the ones before stay published until the last token they signed has expired.
-- The private half is encrypted with the installation's key.
create table signing_keys (
  kid text primary key,
  public_jwk jsonb not null,
  private_jwk bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz
);

-- Mails and SMS. A local outbox is read on a page; otherwise a transport takes them from here, in order, and tries again when refused.
create table outbox_messages (
  id uuid primary key default uuidv7(),
  channel text not null check (channel in ('mail', 'sms')),
  recipient text not null check (length(recipient) between 3 and 254),
  locale text not null check (locale in ('ar', 'fa', 'en')),
  subject text,
  body text not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  refusal text
);
create index outbox_messages_waiting on outbox_messages (next_attempt_at) where sent_at is null;
create index outbox_messages_newest on outbox_messages (created_at desc);

-- The authorization server's own tables, with text for blob and timestamptz for timestamp.
create table oauth2_registered_client (
  id varchar(100) primary key,
  client_id varchar(100) not null unique,
  client_id_issued_at timestamptz not null default now(),
  client_secret varchar(200),
  client_secret_expires_at timestamptz,
  client_name varchar(200) not null,
  client_authentication_methods varchar(1000) not null,
  authorization_grant_types varchar(1000) not null,
  redirect_uris varchar(1000),
  post_logout_redirect_uris varchar(1000),
  scopes varchar(1000) not null,
  client_settings varchar(2000) not null,
  token_settings varchar(2000) not null
);

-- What was granted. revision and sign_in_id are ours: two uses of one token at the same instant are told apart by the revision they
-- started from, and ending a sign-in ends what it granted. Token values are hashes.
create table oauth2_authorization (
  id varchar(100) primary key,
  registered_client_id varchar(100) not null references oauth2_registered_client on delete cascade,
  principal_name varchar(200) not null,
  authorization_grant_type varchar(100) not null,
  authorized_scopes varchar(1000),
  attributes text,
  state varchar(500),
  authorization_code_value text,
  authorization_code_issued_at timestamptz,
  authorization_code_expires_at timestamptz,
  authorization_code_metadata text,
  access_token_value text,
  access_token_issued_at timestamptz,
  access_token_expires_at timestamptz,
  access_token_metadata text,
  access_token_type varchar(100),
  access_token_scopes varchar(1000),
  oidc_id_token_value text,
  oidc_id_token_issued_at timestamptz,
  oidc_id_token_expires_at timestamptz,
  oidc_id_token_metadata text,
  refresh_token_value text,
  refresh_token_issued_at timestamptz,
  refresh_token_expires_at timestamptz,
  refresh_token_metadata text,
  user_code_value text,
  user_code_issued_at timestamptz,
  user_code_expires_at timestamptz,
  user_code_metadata text,
  device_code_value text,
  device_code_issued_at timestamptz,
  device_code_expires_at timestamptz,
  device_code_metadata text,
  revision bigint not null default 0,
  created_at timestamptz not null default now(),
  sign_in_id uuid references sign_ins on delete cascade
);
create index oauth2_authorization_client on oauth2_authorization (registered_client_id);
create index oauth2_authorization_sign_in on oauth2_authorization (sign_in_id);
create index oauth2_authorization_state on oauth2_authorization (state);
create index oauth2_authorization_code on oauth2_authorization (authorization_code_value);
create index oauth2_authorization_access on oauth2_authorization (access_token_value);
create index oauth2_authorization_id_token on oauth2_authorization (oidc_id_token_value);
create index oauth2_authorization_refresh on oauth2_authorization (refresh_token_value);

create table oauth2_authorization_consent (
  registered_client_id varchar(100) not null references oauth2_registered_client on delete cascade,
  principal_name varchar(200) not null,
  authorities varchar(1000) not null,
  primary key (registered_client_id, principal_name)
);

-- Refresh tokens that were exchanged. Whoever shows one again is a thief or was robbed: the whole family is revoked.
create table spent_refresh_tokens (
  token_hash text primary key,
  authorization_id varchar(100) not null references oauth2_authorization on delete cascade,
  spent_at timestamptz not null
);
create index spent_refresh_tokens_authorization on spent_refresh_tokens (authorization_id);

-- Programs of partners: who made each.
create table partner_clients (
  registered_client_id varchar(100) primary key references oauth2_registered_client on delete cascade,
  account_id uuid not null references accounts on delete cascade,
  created_at timestamptz not null
);
create index partner_clients_account on partner_clients (account_id);

-- Who left: subjects of deleted accounts and programs, in the order in which they went, and nothing else of them. The api reads it and forgets
-- them too. Rows are only ever added.
create table departures (
  position bigint generated always as identity primary key,
  subject text not null,
  at timestamptz not null
);

grant usage on schema identity to sanad_identity;
grant select, insert, delete on accounts, sign_ins, verifications, throttles, outbox_messages, oauth2_registered_client,
  oauth2_authorization, oauth2_authorization_consent, partner_clients to sanad_identity;
grant select, insert, delete on sign_in_log, recovery_codes, spent_refresh_tokens to sanad_identity;
grant select, insert on signing_keys to sanad_identity;
grant select, insert (subject, at) on departures to sanad_identity;
grant update (name, email, phone, password, locale, staff, totp_secret, totp_confirmed, totp_step) on accounts to sanad_identity;
grant update (complete, last_seen_at, ended_at) on sign_ins to sanad_identity;
grant update (attempts_left, proved_at, used_at) on verifications to sanad_identity;
grant update (used_at) on recovery_codes to sanad_identity;
grant update (spent_until) on throttles to sanad_identity;
grant update (retired_at) on signing_keys to sanad_identity;
grant update (sent_at, attempts, next_attempt_at, refusal) on outbox_messages to sanad_identity;
grant update on oauth2_registered_client, oauth2_authorization, oauth2_authorization_consent to sanad_identity;

-- The api's own mails go out by the same door. It may put a message in; it can't read one.
do $$
begin
  if exists (select from pg_roles where rolname = 'sanad_job') then
    grant usage on schema identity to sanad_api, sanad_job, sanad_relay;
    grant insert (channel, recipient, locale, subject, body) on outbox_messages to sanad_api, sanad_job, sanad_relay;
  end if;
end
$$;
