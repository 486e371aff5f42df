-- What comes in from others: files that a registrar imports, what each would do and did, and what stands of it.

-- A file on its way in. `actor_id` is null where the operator imports at the server's console. `extensions` keeps what the file holds beside
-- its activities; `counts` is [{kind, verdict, count}], judged when it was previewed and again when it ran.
create table imports (
  id uuid primary key default uuidv7(),
  actor_id uuid references actors,
  upload_id uuid,
  file_name text not null check (char_length(file_name) between 1 and 200),
  state text not null default 'READING' check (state in ('READING', 'PREVIEWED', 'RUNNING', 'DONE', 'REFUSED')),
  progress int not null default 0 check (progress between 0 and 100),
  refusal text check (refusal in (
    'BROKEN_XML', 'UNSUPPORTED_VERSION', 'FORBIDDEN_XML', 'TOO_LARGE', 'NOT_IATI', 'INVALID_CONTENT')),
  counts jsonb not null default '[]' check (jsonb_typeof(counts) = 'array'),
  extensions text[] not null default '{}',
  claimed_at timestamptz,
  created_at timestamptz not null default now(),
  check ((state = 'REFUSED') = (refusal is not null))
);
create index imports_actor on imports (actor_id) where actor_id is not null;
create index imports_waiting on imports (id) where state in ('READING', 'RUNNING');

-- What is refused or noteworthy, in the order of the file. At most ten thousand are kept of one file.
create table import_findings (
  import_id uuid not null references imports,
  line int not null check (line > 0),
  number int not null,
  element text not null,
  severity text not null check (severity in ('ERROR', 'WARNING')),
  verdict text not null check (verdict in ('CREATED', 'CHANGED', 'UNCHANGED', 'REFUSED')),
  reason text not null,
  message text not null,
  primary key (import_id, line, number)
);

-- Bodies that a file names by an identifier.
create table import_organizations (
  import_id uuid not null references imports,
  scheme text not null,
  value text not null,
  line int not null,
  kind text not null,
  jurisdiction text not null,
  name localized_text not null,
  verdict text check (verdict in ('CREATED', 'UNCHANGED')),
  primary key (import_id, scheme, value)
);

-- A file's activities: all that each says, as canonical XML with its SHA-256, what Sanad doesn't know included; and `plan`, what Sanad makes
-- of it. `countries` is [{code, line}]: whom it is for, by its own word or its transactions'.
create table import_activities (
  import_id uuid not null references imports,
  number int not null,
  line int not null,
  identifier text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  xml text not null,
  plan jsonb not null,
  countries jsonb not null check (jsonb_typeof(countries) = 'array'),
  verdict text check (verdict in ('CREATED', 'CHANGED', 'UNCHANGED')),
  primary key (import_id, number),
  unique (import_id, identifier)
);

-- A file's transactions. `key` is what makes one the same in the next file: its type and reference where these are unique in the activity,
-- else its content. `amount` is as reported; `kind`, `currency` and `minor` say what the ledger makes of it: nothing of promises.
create table import_transactions (
  import_id uuid not null,
  activity int not null,
  number int not null,
  line int not null,
  key text not null,
  hash text not null,
  type text not null,
  occurred_on date not null,
  amount numeric not null,
  kind text check (kind in ('GRANT', 'DISBURSEMENT')),
  currency text references currencies,
  minor bigint check (minor <> 0),
  memo text check (char_length(memo) <= 500),
  verdict text check (verdict in ('CREATED', 'CHANGED', 'UNCHANGED')),
  primary key (import_id, activity, number),
  unique (import_id, activity, key),
  foreign key (import_id, activity) references import_activities (import_id, number),
  check ((kind is null) = (minor is null)),
  check (kind is null or currency is not null)
);

-- What stands: the latest of each activity that was carried out, and the campaign that it became.
create table iati_activities (
  identifier text primary key,
  campaign_id uuid not null unique references campaigns,
  hash text not null,
  import_id uuid not null,
  number int not null,
  foreign key (import_id, number) references import_activities (import_id, number)
);
create index iati_activities_import on iati_activities (import_id, number);

-- What stands of each activity's transactions; `kind` and `minor` are what the ledger holds of it. One that changed is put right by a posting
-- against it and one anew, one that is gone from the file by a posting against it: `revision` counts these, so that each has an origin of
-- its own.
create table iati_transactions (
  identifier text not null references iati_activities,
  key text not null,
  hash text not null,
  type text not null,
  occurred_on date not null,
  amount numeric not null,
  kind text check (kind in ('GRANT', 'DISBURSEMENT')),
  currency text references currencies,
  minor bigint,
  gone boolean not null default false,
  revision int not null default 1,
  import_id uuid not null references imports,
  primary key (identifier, key),
  check ((kind is null) = (minor is null)),
  check (not gone or kind is null)
);
create index iati_transactions_import on iati_transactions (import_id);

call protect('imports');
call protect('import_findings');
call protect('import_organizations');
call protect('import_activities');
call protect('import_transactions');
call protect('iati_activities');
call protect('iati_transactions');

-- What in a file lies outside the jurisdictions of the registrar who brought it; nothing, where the role or the console reaches all of them. An
-- activity is where its countries are, in this file or in what stands of it, or where its body is registered if it names none. Countries
-- that are no jurisdiction may stand beside one of the registrar's, not alone. A body that is only mentioned may be anybody's; one that would be
-- entered, or that runs an activity, may not.
create function import_outside(p_import uuid) returns table (line int, element text, jurisdiction text)
  language sql stable as $$
  with registrar as (
    select coalesce(array_agg(r.jurisdiction) filter (where r.jurisdiction is not null), '{}') as reach
    from imports i left join platform_roles r on r.actor_id = i.actor_id and r.role = 'REGISTRAR'
    where i.id = p_import and i.actor_id is not null
    group by i.id
    having not coalesce(bool_or(r.role is not null and r.jurisdiction is null), false)),
  bodies as (
    select o.line, o.scheme, o.value, o.verdict, coalesce(k.jurisdiction, o.jurisdiction) as jurisdiction
    from import_organizations o
    left join organization_identifiers i on i.scheme = o.scheme and i.value = o.value
    left join organizations k on k.id = i.organization_id
    where o.import_id = p_import),
  named as (
    select a.number, (c ->> 'line')::int as line, c ->> 'code' as code
    from import_activities a cross join jsonb_array_elements(a.countries) c where a.import_id = p_import
    union all
    select a.number, a.line, c ->> 'code'
    from import_activities a
    join iati_activities s on s.identifier = a.identifier
    join import_activities b on b.import_id = s.import_id and b.number = s.number
    cross join jsonb_array_elements(b.countries) c where a.import_id = p_import
    union all
    select a.number, a.line, m.jurisdiction
    from import_activities a
    join iati_activities s on s.identifier = a.identifier
    join campaigns m on m.id = s.campaign_id and m.jurisdiction <> 'XX' where a.import_id = p_import
    union all
    select a.number, a.line, b.jurisdiction
    from import_activities a join bodies b on b.scheme = a.plan ->> 'scheme' and b.value = a.plan ->> 'value'
    where a.import_id = p_import and (b.jurisdiction <> 'XX' or a.countries = '[]')),
  placed as (
    select number, line, case when code in ('SY', 'KW', 'IR') then code else 'XX' end as jurisdiction from named)
  select min(p.line), 'iati-activity[' || a.identifier || ']', p.jurisdiction
    from registrar g cross join placed p join import_activities a on a.import_id = p_import and a.number = p.number
    where p.jurisdiction <> all (g.reach)
      and (p.jurisdiction <> 'XX' or not exists (
        select from placed q where q.number = p.number and q.jurisdiction = any (g.reach)))
    group by a.identifier, p.jurisdiction
  union all
  select b.line, 'organisation[' || b.scheme || '-' || b.value || ']', b.jurisdiction
    from registrar g cross join bodies b
    where b.verdict = 'CREATED' and b.jurisdiction <> 'XX' and b.jurisdiction <> all (g.reach)
  order by 1, 2, 3
$$;
revoke all on function import_outside from public;
grant execute on function import_outside to sanad_job;

-- Registrars see all imports, begin them in their own name, and give the word to carry their own out, or any where the role reaches every
-- jurisdiction: what a file may touch is judged by the roles of whoever brought it. The rest is the job's.
create policy registrars_read on imports for select to sanad_api using ((select has_platform_role('REGISTRAR')));
create policy registrars_begin on imports for insert to sanad_api
  with check ((select has_platform_role('REGISTRAR')) and actor_id = (select actor_id()) and state = 'READING');
create policy registrars_run on imports for update to sanad_api
  using (
    (select has_platform_role('REGISTRAR')) and state = 'PREVIEWED'
    and (imports.actor_id = (select actor_id())
      or exists (
        select from platform_roles r where r.actor_id = (select actor_id()) and r.role = 'REGISTRAR' and r.jurisdiction is null)))
  with check (state = 'RUNNING');
grant select on imports to sanad_api;
grant insert (actor_id, upload_id, file_name) on imports to sanad_api;
grant update (state, progress) on imports to sanad_api;
create policy registrars_read on import_findings for select to sanad_api using ((select has_platform_role('REGISTRAR')));
grant select on import_findings to sanad_api;

create policy job_all on imports to sanad_job using (true) with check (true);
grant select, insert on imports to sanad_job;
grant update (state, progress, refusal, counts, extensions, claimed_at) on imports to sanad_job;
create policy job_all on import_findings to sanad_job using (true) with check (true);
grant select, insert, delete on import_findings to sanad_job;
grant update (verdict) on import_findings to sanad_job;
create policy job_all on import_organizations to sanad_job using (true) with check (true);
grant select, insert, delete on import_organizations to sanad_job;
grant update (verdict) on import_organizations to sanad_job;
create policy job_all on import_activities to sanad_job using (true) with check (true);
grant select, insert, delete on import_activities to sanad_job;
grant update (verdict) on import_activities to sanad_job;
create policy job_all on import_transactions to sanad_job using (true) with check (true);
grant select, insert, delete on import_transactions to sanad_job;
grant update (verdict) on import_transactions to sanad_job;
create policy job_all on iati_activities to sanad_job using (true) with check (true);
grant select, insert, update on iati_activities to sanad_job;
create policy job_all on iati_transactions to sanad_job using (true) with check (true);
grant select, insert, update on iati_transactions to sanad_job;
