-- What every domain stands on: who acts, what money is in, and how news leaves a transaction.

revoke all on schema sanad from public;
grant usage on schema sanad to sanad_api, sanad_relay, sanad_job;

-- The person or partner behind the present transaction; null for a guest. Set by the api with `set_config('sanad.actor', …, true)`.
-- After a transaction-local setting a pooled connection returns '' and not null, hence the nullif.
create function actor_id() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('sanad.actor', true), '')::uuid;

-- The actor again, where roles count: null for a person who signed in with one factor only. What a role allows asks this one, so that whoever
-- knows a member's password alone is a donor and nothing more. Programs prove themselves by a key, and count as having both.
create function acting_id() returns uuid
  language sql stable parallel safe
  return case when current_setting('sanad.two_factors', true) = 'on' then actor_id() end;

-- Puts a table under row-level security for everyone, its owner too; the owner gets a policy of its own, since otherwise
-- its updates and its definer functions would silently touch no row.
create procedure protect(target regclass)
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_all on %s to sanad_owner using (true) with check (true)', target);
end
$$;

-- Currencies and their decimals, which are Sanad's own decision: JDK, ISO 4217 and browsers disagree on SYP, IRR, IQD and LBP.
-- `code` is the key in every amount. SYP is the pound since 2026-01-01; SYP-OLD the one before (100 old = 1 new), for imported history only.
create table currencies (
  code text primary key check (code ~ '^[A-Z]{3}(-OLD)?$'),
  iso text not null check (iso ~ '^[A-Z]{3}$'),
  decimals int2 not null check (decimals between 0 and 4),
  denominated_since date,
  name_ar text not null,
  name_fa text not null,
  name_en text not null
);
insert into currencies (code, iso, decimals, denominated_since, name_ar, name_fa, name_en) values
  ('SYP', 'SYP', 2, '2026-01-01', 'ليرة سورية', 'لیرهٔ سوریه', 'Syrian pound'),
  ('SYP-OLD', 'SYP', 2, null, 'ليرة سورية قديمة', 'لیرهٔ قدیم سوریه', 'old Syrian pound'),
  ('KWD', 'KWD', 3, null, 'دينار كويتي', 'دینار کویت', 'Kuwaiti dinar'),
  ('IRR', 'IRR', 0, null, 'ريال إيراني', 'ریال ایران', 'Iranian rial'),
  ('IQD', 'IQD', 0, null, 'دينار عراقي', 'دینار عراق', 'Iraqi dinar'),
  ('BHD', 'BHD', 3, null, 'دينار بحريني', 'دینار بحرین', 'Bahraini dinar'),
  ('JOD', 'JOD', 3, null, 'دينار أردني', 'دینار اردن', 'Jordanian dinar'),
  ('LBP', 'LBP', 0, null, 'ليرة لبنانية', 'لیرهٔ لبنان', 'Lebanese pound'),
  ('USD', 'USD', 2, null, 'دولار أمريكي', 'دلار آمریکا', 'US dollar'),
  ('EUR', 'EUR', 2, null, 'يورو', 'یورو', 'euro'),
  ('GBP', 'GBP', 2, null, 'جنيه إسترليني', 'پوند بریتانیا', 'pound sterling'),
  ('CHF', 'CHF', 2, null, 'فرنك سويسري', 'فرانک سوئیس', 'Swiss franc'),
  ('SAR', 'SAR', 2, null, 'ريال سعودي', 'ریال عربستان', 'Saudi riyal'),
  ('AED', 'AED', 2, null, 'درهم إماراتي', 'درهم امارات', 'UAE dirham'),
  ('QAR', 'QAR', 2, null, 'ريال قطري', 'ریال قطر', 'Qatari riyal'),
  ('OMR', 'OMR', 3, null, 'ريال عماني', 'ریال عمان', 'Omani rial'),
  ('TRY', 'TRY', 2, null, 'ليرة تركية', 'لیرهٔ ترکیه', 'Turkish lira'),
  ('NGN', 'NGN', 2, null, 'نايرا نيجيرية', 'نایرای نیجریه', 'Nigerian naira'),
  ('SEK', 'SEK', 2, null, 'كرونة سويدية', 'کرون سوئد', 'Swedish krona'),
  ('NOK', 'NOK', 2, null, 'كرونة نرويجية', 'کرون نروژ', 'Norwegian krone'),
  ('DKK', 'DKK', 2, null, 'كرونة دانماركية', 'کرون دانمارک', 'Danish krone'),
  ('CAD', 'CAD', 2, null, 'دولار كندي', 'دلار کانادا', 'Canadian dollar'),
  ('AUD', 'AUD', 2, null, 'دولار أسترالي', 'دلار استرالیا', 'Australian dollar'),
  ('JPY', 'JPY', 0, null, 'ين ياباني', 'ین ژاپن', 'Japanese yen');
grant select on currencies to sanad_api, sanad_relay, sanad_job;

-- A text by language: {"ar": …, "fa": …, "en": …, "origin": "ar"}, with at least one language, and the one it was first written in.
create domain localized_text as jsonb
  constraint localized_text_shape check (
    value is null
    or (jsonb_typeof(value) = 'object'
        and value ->> 'origin' in ('ar', 'fa', 'en')
        and value ? (value ->> 'origin')));

-- Whoever signed in once. The id is derived from (issuer, subject), so no request has to look it up. Who deleted the account has departed: the
-- row stays without anything of the person, so that what they did for others still has an actor, and is never filled again.
create table actors (
  id uuid primary key,
  issuer text not null,
  subject text not null,
  is_partner boolean not null default false,
  name text,
  email text,
  locale text check (locale in ('AR', 'FA', 'EN')),
  calendar text check (calendar in ('GREGORIAN', 'JALALI', 'HIJRI')),
  digits text check (digits in ('LATIN', 'ARABIC', 'PERSIAN')),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  departed_at timestamptz,
  unique (issuer, subject),
  check (departed_at is null or (name is null and email is null and locale is null and calendar is null and digits is null))
);
call protect('actors');
create policy own_row on actors to sanad_api using (id = (select actor_id())) with check (id = (select actor_id()));
grant select, insert on actors to sanad_api;
grant update (name, email, locale, calendar, digits, seen_at) on actors to sanad_api;
create policy job_all on actors to sanad_job using (true) with check (true);
grant select, insert on actors to sanad_job;
grant update (subject, name, email, locale, calendar, digits, seen_at, departed_at) on actors to sanad_job;

-- Roles that reach across organizations, each within one jurisdiction or, where that is null, in all of them.
create table platform_roles (
  actor_id uuid not null references actors,
  role text not null check (role in ('OPERATOR', 'REGISTRAR', 'SUPERVISOR', 'MODERATOR')),
  jurisdiction text check (jurisdiction in ('SY', 'KW', 'IR', 'XX')),
  granted_at timestamptz not null default now(),
  unique nulls not distinct (actor_id, role, jurisdiction)
);
call protect('platform_roles');
create policy own_roles on platform_roles for select to sanad_api using (actor_id = (select actor_id()));
grant select on platform_roles to sanad_api;
create policy job_all on platform_roles to sanad_job using (true) with check (true);
grant select, insert, delete on platform_roles to sanad_job;

-- Whether the present actor holds a role, in the given jurisdiction or in every one.
create function has_platform_role(wanted text, within text default null) returns boolean
  language sql stable security definer set search_path = sanad, pg_temp
  return exists (
    select from platform_roles
    where actor_id = acting_id() and role = wanted
      and (jurisdiction is null or within is null or jurisdiction = within));

-- News on its way out. Written in the transaction that makes it true; `position` is given later by the one relay, in the order in which
-- transactions became visible, so that a reader who has seen position n will never be surprised by one below n.
create table outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  aggregate_id uuid not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  position bigint unique
);
create index outbox_waiting on outbox (id) where position is null;
call protect('outbox');
create policy api_writes on outbox for insert to sanad_api, sanad_job with check (true);
grant insert (topic, aggregate_id, payload) on outbox to sanad_api, sanad_job;
create policy relay_all on outbox to sanad_relay using (true) with check (true);
grant select, delete on outbox to sanad_relay;
grant update (position) on outbox to sanad_relay;
