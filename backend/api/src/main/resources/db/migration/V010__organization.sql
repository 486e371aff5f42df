-- Who does charitable work: bodies, where they work, who speaks for them, and who checked them.

-- Trigrams find a beginning or a slip of the pen.
create extension if not exists pg_trgm;

-- The copy of a text that search compares. Names stay as people write them; here أ إ آ ٱ and ا, ة and ه, ى ی and ي, ک and ك, ؤ and و,
-- ئ and ي are the same, a lone ء, vowel marks, tatweel, ZWNJ and direction marks are nothing, the three forms of digits are one, case is lower.
create function fold(written text) returns text
  language sql immutable strict parallel safe
  return translate(
    regexp_replace(
      lower(normalize(written, nfkd) collate "pg_c_utf8"),
      '[\u0300-\u036f\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]', '', 'g'),
    'ٱىیېےةەہھکڪ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
    'اييييههههكك01234567890123456789');

-- The copy of a text that trigrams are made of: folded, and each letter written as a Latin one. pg_trgm asks the server's LC_CTYPE what a letter
-- is, and under C none of Arabic script is one. Letters that sound alike become the same (ث س ص, ذ ز ض ظ, ت ط, ح ه), because they are
-- what people confuse in spelling.
create function letters(written text) returns text
  language sql immutable strict parallel safe
  return translate(fold(written), 'ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ', 'abtsjhxdzrzscsztzegfqklmnhvypiou');

-- The words of a search, each of them perhaps only a beginning. Null where there is no word in it.
create function beginnings(written text) returns tsquery
  language sql immutable strict parallel safe
  return (
    select string_agg(quote_literal(word) || ':*', ' & ')::tsquery
    from unnest((tsvector_to_array(to_tsvector('pg_catalog.simple', fold(written))))[1:12]) word);

-- Every language of a text, one after another.
create function spoken(written jsonb) returns text
  language sql immutable strict parallel safe
  return concat_ws(' ', written ->> 'ar', written ->> 'fa', written ->> 'en');

-- A text in the asked language, or in the nearest: the order of LocalizedText.text.
create function nearest(written jsonb, asked text) returns text
  language sql immutable strict parallel safe
  return coalesce(
    written ->> asked,
    case asked when 'ar' then written ->> 'fa' when 'fa' then written ->> 'ar' end,
    written ->> 'en',
    written ->> (written ->> 'origin'));

-- Governorates and provinces, as facts. P-codes and English names: OCHA COD-AB, global list of P-codes at admin 1 (SY valid from 2020-12-17,
-- KW 2022-02-01, IR 2019-05-14). ISO 3166-2 codes: Debian iso-codes 4.15.0. Arabic names: OCHA for Syria, Unicode CLDR subdivisions (ar) for
-- Kuwait and Iran; Persian names: Unicode CLDR subdivisions (fa), without the word for province.
create table areas (
  pcode text primary key check (pcode ~ '^(SY|KW|IR)[0-9]{2,3}$'),
  id uuid not null unique generated always as (md5('area ' || pcode)::uuid) stored,
  jurisdiction text not null check (jurisdiction in ('SY', 'KW', 'IR')),
  iso_code text unique,
  name_ar text not null,
  name_fa text not null,
  name_en text not null
);
insert into areas (pcode, jurisdiction, iso_code, name_ar, name_fa, name_en) values
  ('IR001', 'IR', 'IR-30', 'ألبرز', 'البرز', 'Alborz'),
  ('IR002', 'IR', 'IR-24', 'أردبيل', 'اردبیل', 'Ardabil'),
  ('IR003', 'IR', 'IR-18', 'بوشهر', 'بوشهر', 'Bushehr'),
  ('IR004', 'IR', 'IR-14', 'تشهارمحال وبختياري', 'چهارمحال و بختیاری', 'Chaharmahal and Bakhtiari'),
  ('IR005', 'IR', 'IR-03', 'أذربيجان الشرقية', 'آذربایجان شرقی', 'East Azerbaijan'),
  ('IR006', 'IR', 'IR-07', 'فارس', 'فارس', 'Fars'),
  ('IR007', 'IR', 'IR-01', 'غيلان', 'گیلان', 'Gilan'),
  ('IR008', 'IR', 'IR-27', 'غلستان', 'گلستان', 'Golestan'),
  ('IR009', 'IR', 'IR-13', 'همدان', 'همدان', 'Hamadan'),
  ('IR010', 'IR', 'IR-22', 'هرمزغان', 'هرمزگان', 'Hormozgan'),
  ('IR011', 'IR', 'IR-16', 'عيلام', 'ایلام', 'Ilam'),
  ('IR012', 'IR', 'IR-10', 'أصفهان', 'اصفهان', 'Isfahan'),
  ('IR013', 'IR', 'IR-08', 'كرمان', 'کرمان', 'Kerman'),
  ('IR014', 'IR', 'IR-05', 'كرمانشاه', 'کرمانشاه', 'Kermanshah'),
  ('IR015', 'IR', 'IR-06', 'خوزستان', 'خوزستان', 'Khuzestan'),
  ('IR016', 'IR', 'IR-17', 'كهكيلويه وبوير أحمد', 'کهگیلویه و بویراحمد', 'Kohgiluyeh and Boyer-Ahmad'),
  ('IR017', 'IR', 'IR-12', 'كردستان', 'کردستان', 'Kurdistan'),
  ('IR018', 'IR', 'IR-15', 'لرستان', 'لرستان', 'Lorestan'),
  ('IR019', 'IR', 'IR-00', 'مركزي', 'مرکزی', 'Markazi'),
  ('IR020', 'IR', 'IR-02', 'مازندران', 'مازندران', 'Mazandaran'),
  ('IR021', 'IR', 'IR-28', 'خراسان الشمالية', 'خراسان شمالی', 'North Khorasan'),
  ('IR022', 'IR', 'IR-26', 'قزوين', 'قزوین', 'Qazvin'),
  ('IR023', 'IR', 'IR-25', 'قم', 'قم', 'Qom'),
  ('IR024', 'IR', 'IR-09', 'خراسان رضوي', 'خراسان رضوی', 'Razavi Khorasan'),
  ('IR025', 'IR', 'IR-20', 'سمنان', 'سمنان', 'Semnan'),
  ('IR026', 'IR', 'IR-11', 'سيستان وبلوشستان', 'سیستان و بلوچستان', 'Sistan and Baluchestan'),
  ('IR027', 'IR', 'IR-29', 'خراسان جنوبي', 'خراسان جنوبی', 'South Khorasan'),
  ('IR028', 'IR', 'IR-23', 'طهران', 'تهران', 'Tehran'),
  ('IR029', 'IR', 'IR-04', 'أذربيجان الغربية', 'آذربایجان غربی', 'West Azerbaijan'),
  ('IR030', 'IR', 'IR-21', 'يزد', 'یزد', 'Yazd'),
  ('IR031', 'IR', 'IR-19', 'زنجان', 'زنجان', 'Zanjan'),
  ('KW01', 'KW', 'KW-AH', 'الأحمدي', 'احمدی', 'Al Ahmadi'),
  ('KW02', 'KW', 'KW-FA', 'الفروانية', 'فروانیه', 'Al Farwaniyah'),
  ('KW03', 'KW', 'KW-JA', 'الجهراء', 'جهرا', 'Al Jahrah'),
  ('KW04', 'KW', 'KW-KU', 'العاصمة', 'عاصمه', 'Al Kuwayt'),
  ('KW05', 'KW', 'KW-HA', 'حولي', 'حولی', 'Hawalli'),
  ('KW06', 'KW', 'KW-MU', 'مبارك الكبير', 'مبارک‌الکبیر', 'Mubarak Al-Kabeer'),
  ('SY01', 'SY', 'SY-DI', 'دمشق', 'دمشق', 'Damascus'),
  ('SY02', 'SY', 'SY-HL', 'حلب', 'حلب', 'Aleppo'),
  ('SY03', 'SY', 'SY-RD', 'ريف دمشق', 'ریف دمشق', 'Rural Damascus'),
  ('SY04', 'SY', 'SY-HI', 'حمص', 'حمص', 'Homs'),
  ('SY05', 'SY', 'SY-HM', 'حماة', 'حمات', 'Hama'),
  ('SY06', 'SY', 'SY-LA', 'اللاذقية', 'لاذقیه', 'Lattakia'),
  ('SY07', 'SY', 'SY-ID', 'إدلب', 'ادلب', 'Idleb'),
  ('SY08', 'SY', 'SY-HA', 'الحسكة', 'حسکه', 'Al-Hasakeh'),
  ('SY09', 'SY', 'SY-DY', 'دير الزور', 'دیرالزور', 'Deir-ez-Zor'),
  ('SY10', 'SY', 'SY-TA', 'طرطوس', 'طرطوس', 'Tartous'),
  ('SY11', 'SY', 'SY-RA', 'الرقة', 'رقه', 'Ar-Raqqa'),
  ('SY12', 'SY', 'SY-DR', 'درعا', 'درعا', 'Dar''a'),
  ('SY13', 'SY', 'SY-SU', 'السويداء', 'سویدا', 'As-Sweida'),
  ('SY14', 'SY', 'SY-QU', 'القنيطرة', 'قنیطره', 'Quneitra');
grant select on areas to sanad_api, sanad_job;

-- Whether every P-code is one of ours.
create function known_areas(pcodes text[]) returns boolean
  language sql stable parallel safe
  return not exists (select from unnest(pcodes) asked where asked not in (select pcode from areas));

-- A body that does, pays for or supervises charitable work. Its row is public as a whole; what is confidential about it hangs elsewhere.
-- `verification_*` repeats the last of organization_verifications, written by its trigger and by nobody else.
create table organizations (
  id uuid primary key default uuidv7(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  kind text not null check (kind in (
    'CHARITY', 'FOUNDATION', 'MABARRA', 'NGO', 'MOSQUE_CULTURAL_CENTRE', 'UNIVERSITY_OF_MEDICAL_SCIENCES', 'HOSPITAL', 'RED_CRESCENT',
    'BLOOD_SERVICE', 'MINISTRY', 'CHAMBER_OF_COMMERCE', 'ASSEMBLY', 'COMPANY', 'INTERGOVERNMENTAL')),
  jurisdiction text not null check (jurisdiction in ('SY', 'KW', 'IR', 'XX')),
  name localized_text not null,
  about localized_text,
  legal_form localized_text,
  sectors text[] not null default '{}' check (sectors <@ array[
    'HEALTH', 'EDUCATION', 'FOOD', 'WATER', 'SHELTER', 'ORPHANS', 'LIVELIHOODS', 'RELIEF', 'DISABILITY', 'OLDER_PEOPLE', 'WOMEN',
    'RELIGIOUS', 'ENVIRONMENT', 'DEBT_RELIEF', 'BLOOD', 'MULTIPLE']),
  areas text[] not null default '{}',
  contacts jsonb not null default '[]' check (jsonb_typeof(contacts) = 'array'),
  complaints jsonb check (jsonb_typeof(complaints) = 'object'),
  responsible_people jsonb not null default '[]' check (jsonb_typeof(responsible_people) = 'array'),
  report_year int check (report_year between 1900 and 2200),
  report_published_on date,
  report_url text,
  founded_in int check (founded_in between 600 and 2200),
  image_id uuid,
  is_demo boolean not null default false,
  verification_state text not null default 'UNVERIFIED'
    check (verification_state in ('UNVERIFIED', 'IN_REVIEW', 'VERIFIED', 'REVOKED')),
  verified_by uuid references organizations,
  verified_at timestamptz,
  verification_note localized_text,
  imported boolean not null default false,
  created_at timestamptz not null default now(),
  check ((report_year is null) = (report_published_on is null))
);
create index organizations_verified_by on organizations (verified_by) where verified_by is not null;

-- Numbers that others know a body by. No two bodies share one.
create table organization_identifiers (
  scheme text not null check (length(scheme) between 1 and 64),
  value text not null check (length(value) between 1 and 200),
  organization_id uuid not null references organizations,
  primary key (scheme, value)
);
create index organization_identifiers_of on organization_identifiers (organization_id);

-- What registrars decided, one row for each decision, never changed.
create table organization_verifications (
  id uuid primary key default uuidv7(),
  organization_id uuid not null references organizations,
  state text not null check (state in ('UNVERIFIED', 'IN_REVIEW', 'VERIFIED', 'REVOKED')),
  decided_by uuid references organizations,
  actor_id uuid references actors,
  note localized_text,
  decided_at timestamptz not null default now()
);
create index organization_verifications_of on organization_verifications (organization_id, id desc);
create index organization_verifications_decided_by on organization_verifications (decided_by) where decided_by is not null;
create index organization_verifications_actor on organization_verifications (actor_id) where actor_id is not null;

-- What changed in a body's public record. Triggers write it, so that no way of changing a record leaves it out.
create table organization_changes (
  id uuid primary key default uuidv7(),
  organization_id uuid not null references organizations,
  at timestamptz not null default now(),
  kind text not null check (kind in ('JOINED', 'VERIFICATION_CHANGED', 'RECORD_CHANGED', 'MEMBERS_CHANGED', 'IMPORTED')),
  field text,
  check ((kind = 'RECORD_CHANGED') = (field is not null))
);
create index organization_changes_of on organization_changes (organization_id, id desc);

-- A person's part in a body, or an invitation to it; or a partner's program's, with its client id in `program`. A program is never an
-- administrator. The invitation's code is kept as its SHA-256 and told once, by mail.
create table memberships (
  id uuid primary key default uuidv7(),
  organization_id uuid not null references organizations,
  actor_id uuid references actors,
  name text check (length(name) <= 200),
  email text check (length(email) <= 254),
  roles text[] not null check (roles <@ array['ADMIN', 'CAMPAIGN_MANAGER', 'FINANCE', 'VIEWER'] and cardinality(roles) > 0),
  state text not null check (state in ('INVITED', 'ACTIVE', 'ENDED')),
  code_hash bytea unique,
  code_expires_at timestamptz,
  invited_by uuid references actors,
  program text check (length(program) between 1 and 100),
  created_at timestamptz not null default now(),
  check (program is null or not 'ADMIN' = any (roles)),
  check (state <> 'ACTIVE' or actor_id is not null),
  check (state <> 'INVITED' or (email is not null and code_hash is not null and code_expires_at is not null))
);
create unique index memberships_once on memberships (organization_id, actor_id) where state = 'ACTIVE';
create unique index memberships_invited_once on memberships (organization_id, lower(email)) where state = 'INVITED';
create index memberships_of_actor on memberships (actor_id) where state = 'ACTIVE';
create index memberships_of_organization on memberships (organization_id, id);
create index memberships_invited_by on memberships (invited_by) where invited_by is not null;

-- The bodies in which the present actor has one of the roles; with no role named, any. Empty for a guest.
create function organizations_of_actor(wanted text[] default null) returns uuid[]
  language sql stable security definer set search_path = sanad, pg_temp
  return (
    select coalesce(array_agg(organization_id), '{}')
    from memberships
    where actor_id = acting_id() and state = 'ACTIVE' and (wanted is null or roles && wanted));

call protect('organizations');
call protect('organization_identifiers');
call protect('organization_verifications');
call protect('organization_changes');
call protect('memberships');

create policy public_reads on organizations for select to sanad_api using (true);
create policy admins_change on organizations for update to sanad_api
  using (id = any ((select organizations_of_actor(array['ADMIN']))::uuid[]));
grant select on organizations to sanad_api;
grant update (name, about, sectors, areas, contacts) on organizations to sanad_api;
create policy job_all on organizations to sanad_job using (true) with check (true);
grant select, insert on organizations to sanad_job;
grant update (kind, name, about, legal_form, sectors, areas, contacts, complaints, responsible_people, report_year, report_published_on,
  report_url, founded_in, image_id) on organizations to sanad_job;

create policy public_reads on organization_identifiers for select to sanad_api using (true);
grant select on organization_identifiers to sanad_api;
create policy job_all on organization_identifiers to sanad_job using (true) with check (true);
grant select, insert on organization_identifiers to sanad_job;

-- A registrar reads and decides within the jurisdiction of the role.
create function jurisdiction_of_organization(organization uuid) returns text
  language sql stable security definer set search_path = sanad, pg_temp
  return (select jurisdiction from organizations where id = organization);
create policy registrars on organization_verifications to sanad_api
  using (has_platform_role('REGISTRAR', jurisdiction_of_organization(organization_id)))
  with check (
    has_platform_role('REGISTRAR', jurisdiction_of_organization(organization_id))
    and actor_id = (select actor_id())
    and (decided_by is null or decided_by = any ((select organizations_of_actor())::uuid[])));
grant select, insert (organization_id, state, decided_by, actor_id, note) on organization_verifications to sanad_api;
create policy job_all on organization_verifications to sanad_job using (true) with check (true);
grant select, insert on organization_verifications to sanad_job;

create policy public_reads on organization_changes for select to sanad_api using (true);
grant select on organization_changes to sanad_api;
create policy job_all on organization_changes for select to sanad_job using (true);
grant select on organization_changes to sanad_job;

-- A member sees the own row, an administrator all of the body. Nobody but accept_invitation() makes an invitation a membership.
create policy own_and_administered on memberships for select to sanad_api
  using (actor_id = (select actor_id()) or organization_id = any ((select organizations_of_actor(array['ADMIN']))::uuid[]));
create policy admins_invite on memberships for insert to sanad_api
  with check (
    organization_id = any ((select organizations_of_actor(array['ADMIN']))::uuid[])
    and state = 'INVITED' and actor_id is null and invited_by = (select actor_id()));
create policy admins_change on memberships for update to sanad_api
  using (organization_id = any ((select organizations_of_actor(array['ADMIN']))::uuid[]))
  with check (organization_id = any ((select organizations_of_actor(array['ADMIN']))::uuid[]));
grant select (id, organization_id, actor_id, name, email, roles, state, program, code_expires_at, created_at) on memberships to sanad_api;
grant insert (organization_id, email, roles, state, code_hash, code_expires_at, invited_by) on memberships to sanad_api;
grant update (roles, state) on memberships to sanad_api;
create policy job_all on memberships to sanad_job using (true) with check (true);
grant select, insert on memberships to sanad_job;
grant update (roles, state, name, email) on memberships to sanad_job;

-- Makes an invitation the present actor's membership: the one way to become a member. Knowing the code is not enough, the address that it
-- was sent to must be the actor's own, verified by the issuer. Says NOT_FOUND, INVITATION_EXPIRED, ALREADY_MEMBER, or DONE with the row.
create function accept_invitation(hash bytea, verified_email text, given_name text, out verdict text, out membership uuid)
  language plpgsql security definer set search_path = sanad, pg_temp as $$
declare
  invitation memberships;
begin
  select * into invitation from memberships
    where code_hash = hash and lower(email) = lower(verified_email) for update;
  if invitation.id is null then
    verdict := 'NOT_FOUND';
  elsif invitation.state <> 'INVITED' or invitation.code_expires_at < now() then
    verdict := 'INVITATION_EXPIRED';
  elsif exists (select from memberships
                where organization_id = invitation.organization_id and actor_id = actor_id() and state = 'ACTIVE') then
    verdict := 'ALREADY_MEMBER';
  else
    update memberships set state = 'ACTIVE', actor_id = actor_id(), name = given_name where id = invitation.id;
    verdict := 'DONE';
    membership := invitation.id;
  end if;
end
$$;
revoke all on function accept_invitation from public;
grant execute on function accept_invitation to sanad_api;

-- Makes a program a member: it can't read mail, so whoever administers the body says so, by its client id. The one way beside
-- accept_invitation(), and for programs alone: a person is asked. Says FORBIDDEN, PERSON, ALREADY_MEMBER, or DONE with the row.
create function add_program(
    p_organization uuid, p_actor uuid, p_issuer text, p_client text, p_name text, p_roles text[], out verdict text, out membership uuid)
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  if not coalesce(p_organization = any (organizations_of_actor(array['ADMIN'])), false) then
    verdict := 'FORBIDDEN';
    return;
  end if;
  insert into actors (id, issuer, subject, is_partner) values (p_actor, p_issuer, p_client, true) on conflict (id) do nothing;
  if exists (select from actors where id = p_actor and (not is_partner or departed_at is not null)) then
    verdict := 'PERSON';
    return;
  end if;
  insert into memberships (organization_id, actor_id, name, roles, state, invited_by, program)
    values (p_organization, p_actor, p_name, p_roles, 'ACTIVE', actor_id(), p_client)
    on conflict (organization_id, actor_id) where state = 'ACTIVE' do nothing
    returning id into membership;
  verdict := case when membership is null then 'ALREADY_MEMBER' else 'DONE' end;
end
$$;
revoke all on function add_program from public;
grant execute on function add_program to sanad_api;

-- The directory's own copy, published columns only and without row-level security, because only leakproof operators reach an index ahead of a
-- policy and neither @@ nor && nor <% is one. Written by a trigger in the transaction of the change.
create table organization_cards (
  id uuid primary key references organizations,
  kind text not null,
  jurisdiction text not null,
  sectors text[] not null,
  areas text[] not null,
  verification text not null,
  created_at timestamptz not null,
  name_ar text not null,
  name_fa text not null,
  name_en text not null,
  words text not null,
  vector tsvector not null
);
create index organization_cards_newest on organization_cards (created_at desc, id desc);
create index organization_cards_ar on organization_cards (name_ar collate "ar-x-icu", id);
create index organization_cards_fa on organization_cards (name_fa collate "fa-x-icu", id);
create index organization_cards_en on organization_cards (name_en collate "en-x-icu", id);
create index organization_cards_sectors on organization_cards using gin (sectors);
create index organization_cards_areas on organization_cards using gin (areas);
create index organization_cards_words on organization_cards using gin (words gin_trgm_ops);
create index organization_cards_vector on organization_cards using gin (vector);
grant select on organization_cards to sanad_api, sanad_job;

-- What a search finds and how near each is, in millionths: what has the words comes first, by where they stand; after it what has words like
-- them, where the role's threshold lets one slip in five letters pass (roles.sql). Comparing trigrams is what a search costs, so no row is
-- compared that has the words. The query is folded once, in subselects, and not for each row. Without settings of its own the function becomes
-- part of the statement that calls it, whose filters then come before any comparison.
create function search_organizations(query text) returns table (id uuid, rank int8)
  language sql stable parallel safe rows 200
  begin atomic
    select k.id, (1000000 * case
        when k.vector @@ (select beginnings(query)) then 1 + ts_rank(k.vector, (select beginnings(query)))
        else word_similarity((select letters(query)), k.words) end)::int8
    from organization_cards k
    where k.vector @@ (select beginnings(query)) or k.words %> (select letters(query));
  end;

create function organization_card() returns trigger
  language plpgsql security definer set search_path = sanad, pg_temp as $$
declare
  places text := (select string_agg(concat_ws(' ', name_ar, name_fa, name_en), ' ') from areas where pcode = any (new.areas));
begin
  insert into organization_cards values (
    new.id, new.kind, new.jurisdiction, new.sectors, new.areas, new.verification_state, new.created_at,
    nearest(new.name, 'ar'), nearest(new.name, 'fa'), nearest(new.name, 'en'),
    letters(spoken(new.name)),
    setweight(to_tsvector('simple', fold(spoken(new.name))), 'A')
      || setweight(to_tsvector('simple', fold(coalesce(places, ''))), 'B')
      || setweight(to_tsvector('simple', fold(coalesce(spoken(new.about), ''))), 'C'))
  on conflict (id) do update set
    kind = excluded.kind, sectors = excluded.sectors, areas = excluded.areas, verification = excluded.verification,
    name_ar = excluded.name_ar, name_fa = excluded.name_fa, name_en = excluded.name_en, words = excluded.words, vector = excluded.vector;
  return null;
end
$$;
create trigger organization_card after insert or update on organizations for each row execute function organization_card();

create function organization_change() returns trigger
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into organization_changes (organization_id, at, kind)
      values (new.id, new.created_at, case when new.imported then 'IMPORTED' else 'JOINED' end);
  else
    insert into organization_changes (organization_id, kind, field)
      select new.id, 'RECORD_CHANGED', field
      from (values
        (1, 'name', old.name is distinct from new.name),
        (2, 'kind', old.kind <> new.kind),
        (3, 'about', old.about is distinct from new.about),
        (4, 'legalForm', old.legal_form is distinct from new.legal_form),
        (5, 'sectors', old.sectors <> new.sectors),
        (6, 'areas', old.areas <> new.areas),
        (7, 'contacts', old.contacts <> new.contacts),
        (8, 'complaints', old.complaints is distinct from new.complaints),
        (9, 'responsiblePeople', old.responsible_people <> new.responsible_people),
        (10, 'lastReport', (old.report_year, old.report_published_on, old.report_url)
          is distinct from (new.report_year, new.report_published_on, new.report_url)),
        (11, 'foundedIn', old.founded_in is distinct from new.founded_in),
        (12, 'image', old.image_id is distinct from new.image_id)) fields (n, field, changed)
      where changed order by n;
  end if;
  return null;
end
$$;
create trigger organization_change after insert or update on organizations for each row execute function organization_change();

create function organization_areas_known() returns trigger
  language plpgsql as $$
begin
  if not known_areas(new.areas) then
    raise exception 'unknown P-code among %', new.areas using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$$;
create trigger organization_areas before insert or update of areas on organizations
  for each row execute function organization_areas_known();

create function organization_verification() returns trigger
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  update organizations set
    verification_state = new.state, verified_by = new.decided_by, verified_at = new.decided_at, verification_note = new.note
  where id = new.organization_id;
  insert into organization_changes (organization_id, at, kind) values (new.organization_id, new.decided_at, 'VERIFICATION_CHANGED');
  return null;
end
$$;
create trigger organization_verification after insert on organization_verifications
  for each row execute function organization_verification();

create function organization_members_change() returns trigger
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  if new.state = 'ACTIVE' or (tg_op = 'UPDATE' and old.state = 'ACTIVE') then
    insert into organization_changes (organization_id, kind) values (new.organization_id, 'MEMBERS_CHANGED');
  end if;
  return null;
end
$$;
create trigger organization_members_change after insert or update on memberships
  for each row execute function organization_members_change();
