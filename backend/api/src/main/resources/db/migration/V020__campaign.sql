-- Calls for gifts: what they are for, how they stand, and how the public finds them.

-- An initiative of national reach, led by one body, for which several bodies campaign.
create table initiatives (
  id uuid primary key default uuidv7(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  jurisdiction text not null check (jurisdiction in ('SY', 'KW', 'IR', 'XX')),
  name localized_text not null,
  about localized_text not null,
  lead_id uuid not null references organizations,
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);
create index initiatives_lead on initiatives (lead_id);

-- A call for gifts. Money is in the smallest unit of `currency`. `jurisdiction` repeats the organization's. Between DRAFT and CLOSED a
-- campaign goes back and forth between ACTIVE and PAUSED; a draft once published is never a draft again, and CLOSED is for good.
-- `version` counts the changes of its fields. `source_*` is the number that a register or a file knows it by.
create table campaigns (
  id uuid primary key default uuidv7(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  organization_id uuid not null references organizations,
  jurisdiction text not null check (jurisdiction in ('SY', 'KW', 'IR', 'XX')),
  status text not null check (status in ('DRAFT', 'ACTIVE', 'PAUSED', 'CLOSED')),
  purpose text not null check (purpose in ('PROJECT', 'SECTOR', 'NATIONAL_INITIATIVE')),
  initiative_id uuid references initiatives,
  title localized_text not null,
  summary localized_text not null,
  story localized_text not null,
  sector text not null check (sector in (
    'HEALTH', 'EDUCATION', 'FOOD', 'WATER', 'SHELTER', 'ORPHANS', 'LIVELIHOODS', 'RELIEF', 'DISABILITY', 'OLDER_PEOPLE', 'WOMEN',
    'RELIGIOUS', 'ENVIRONMENT', 'DEBT_RELIEF', 'BLOOD', 'MULTIPLE')),
  sdgs int[] not null default '{}' check (sdgs <@ array[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]),
  areas text[] not null default '{}',
  currency text not null references currencies,
  goal bigint not null check (goal > 0),
  stops_at_goal boolean not null default false,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  image_id uuid,
  intentions text[] not null default '{GENERAL}' check (
    cardinality(intentions) > 0
    and intentions <@ array[
      'GENERAL', 'ZAKAT', 'ZAKAT_AL_FITR', 'SADAQAH', 'SADAQAH_JARIYAH', 'WAQF', 'KAFFARAH', 'FIDYAH', 'KHUMS', 'NAZR']),
  religious_authority localized_text,
  minimum_gift bigint not null check (minimum_gift > 0),
  maximum_gift bigint check (maximum_gift >= minimum_gift),
  impacts jsonb not null default '[]' check (jsonb_typeof(impacts) = 'array'),
  presets bigint[] not null default '{}' check (0 < all (presets)),
  fee_percent numeric(5, 2) not null default 0 check (fee_percent between 0 and 100),
  refund_policy localized_text not null,
  published_at timestamptz,
  version int not null default 1,
  is_demo boolean not null default false,
  source_scheme text,
  source_value text,
  created_at timestamptz not null default now(),
  unique (source_scheme, source_value),
  check ((status = 'DRAFT') = (published_at is null)),
  check ((purpose = 'NATIONAL_INITIATIVE') = (initiative_id is not null)),
  check (religious_authority is not null or not intentions && array['ZAKAT', 'ZAKAT_AL_FITR', 'KHUMS'])
);
create index campaigns_of_organization on campaigns (organization_id, created_at desc, id desc);
create index campaigns_initiative on campaigns (initiative_id) where initiative_id is not null;
create index campaigns_currency on campaigns (currency);

-- How a published campaign stands; the settlement of a gift updates `raised` and the counts in its own transaction, and nothing else does.
-- `progress` and `nearness` follow by themselves. `has_gifts` stays once a gift has come in, even if all are paid back: goal and currency
-- are fixed from then on.
create table campaign_totals (
  campaign_id uuid primary key references campaigns,
  currency text not null references currencies,
  goal bigint not null check (goal > 0),
  raised bigint not null default 0 check (raised >= 0),
  donation_count int not null default 0 check (donation_count >= 0),
  donor_count int not null default 0 check (donor_count >= 0),
  has_gifts boolean not null default false,
  progress int not null generated always as (least(trunc(raised::numeric * 100 / goal), 1000000)::int) stored,
  nearness int not null generated always as (
    case when raised < goal then trunc(raised::numeric * 100 / goal)::int
         else -least(trunc(raised::numeric * 100 / goal), 1000000)::int end) stored
);
create index campaign_totals_nearest on campaign_totals (nearness desc, campaign_id desc);
create index campaign_totals_given on campaign_totals (donor_count desc, campaign_id desc);
create index campaign_totals_currency on campaign_totals (currency);
grant select on campaign_totals to sanad_api, sanad_job;

create function campaign_totals_remember() returns trigger
  language plpgsql as $$
begin
  new.has_gifts := old.has_gifts or new.donation_count > 0 or new.raised > 0;
  return new;
end
$$;
create trigger campaign_totals_remember before update on campaign_totals for each row execute function campaign_totals_remember();

-- What the charity tells of the money. Only published campaigns have updates, so all of them are public.
create table campaign_updates (
  id uuid primary key default uuidv7(),
  campaign_id uuid not null references campaigns,
  title localized_text not null,
  body localized_text not null,
  image_id uuid,
  published_at timestamptz not null default now()
);
create index campaign_updates_of on campaign_updates (campaign_id, published_at desc, id desc);

call protect('initiatives');
call protect('campaigns');
call protect('campaign_updates');

create policy public_reads on initiatives for select to sanad_api using (true);
grant select on initiatives to sanad_api;
create policy job_all on initiatives to sanad_job using (true) with check (true);
grant select, insert, update on initiatives to sanad_job;

-- A draft is its organization's own. Both comparisons are leakproof, so that an index comes before the policy.
create policy published_or_own on campaigns for select to sanad_api
  using (status <> 'DRAFT' or organization_id = any ((select organizations_of_actor())::uuid[]));
create policy managers_draft on campaigns for insert to sanad_api
  with check (status = 'DRAFT' and organization_id = any ((select organizations_of_actor(array['ADMIN', 'CAMPAIGN_MANAGER']))::uuid[]));
create policy managers_change on campaigns for update to sanad_api
  using (organization_id = any ((select organizations_of_actor(array['ADMIN', 'CAMPAIGN_MANAGER']))::uuid[]))
  with check (organization_id = any ((select organizations_of_actor(array['ADMIN', 'CAMPAIGN_MANAGER']))::uuid[]));
grant select on campaigns to sanad_api;
grant insert (id, slug, organization_id, jurisdiction, status, purpose, initiative_id, title, summary, story, sector, sdgs, areas, currency,
  goal, stops_at_goal, starts_on, ends_on, image_id, intentions, religious_authority, minimum_gift, maximum_gift, impacts, presets,
  fee_percent, refund_policy) on campaigns to sanad_api;
grant update (status, published_at, version, purpose, initiative_id, title, summary, story, sector, sdgs, areas, currency, goal,
  stops_at_goal, starts_on, ends_on, image_id, intentions, religious_authority, minimum_gift, maximum_gift, impacts, presets, fee_percent,
  refund_policy) on campaigns to sanad_api;
create policy job_all on campaigns to sanad_job using (true) with check (true);
grant select, insert, update on campaigns to sanad_job;

create policy public_reads on campaign_updates for select to sanad_api using (true);
create policy managers_post on campaign_updates for insert to sanad_api
  with check (campaign_id in (
    select id from campaigns
    where status <> 'DRAFT' and organization_id = any ((select organizations_of_actor(array['ADMIN', 'CAMPAIGN_MANAGER']))::uuid[])));
grant select on campaign_updates to sanad_api;
grant insert (campaign_id, title, body, image_id) on campaign_updates to sanad_api;
create policy job_all on campaign_updates to sanad_job using (true) with check (true);
grant select, insert on campaign_updates to sanad_job;

-- The public list's own copy, published columns only and without row-level security, for the reason given at organization_cards. Written by
-- a trigger in the transaction of the change; a draft has no row. `ends` of an open-ended campaign is the last day of the year 9999.
create table campaign_cards (
  id uuid primary key references campaigns,
  organization_id uuid not null references organizations,
  jurisdiction text not null,
  status text not null check (status <> 'DRAFT'),
  purpose text not null,
  initiative_id uuid references initiatives,
  sector text not null,
  sdgs int[] not null,
  areas text[] not null,
  intentions text[] not null,
  ends date not null,
  published_at timestamptz not null,
  words text not null,
  vector tsvector not null
);
create index campaign_cards_newest on campaign_cards (published_at desc, id desc);
create index campaign_cards_ending on campaign_cards (ends, id);
create index campaign_cards_sector on campaign_cards (sector, published_at desc, id desc);
create index campaign_cards_organization on campaign_cards (organization_id);
create index campaign_cards_initiative on campaign_cards (initiative_id) where initiative_id is not null;
create index campaign_cards_sdgs on campaign_cards using gin (sdgs);
create index campaign_cards_areas on campaign_cards using gin (areas);
create index campaign_cards_intentions on campaign_cards using gin (intentions);
create index campaign_cards_words on campaign_cards using gin (words gin_trgm_ops);
create index campaign_cards_vector on campaign_cards using gin (vector);
grant select on campaign_cards to sanad_api, sanad_job;

-- What a search finds and how near each is, in millionths: as search_organizations.
create function search_campaigns(query text) returns table (id uuid, rank int8)
  language sql stable parallel safe rows 200
  begin atomic
    select k.id, (1000000 * case
        when k.vector @@ (select beginnings(query)) then 1 + ts_rank(k.vector, (select beginnings(query)))
        else word_similarity((select letters(query)), k.words) end)::int8
    from campaign_cards k
    where k.vector @@ (select beginnings(query)) or k.words %> (select letters(query));
  end;

create function write_campaign_card(c campaigns) returns void
  language plpgsql security definer set search_path = sanad, pg_temp as $$
declare
  runner text := (select spoken(name) from organizations where id = c.organization_id);
  places text := (select string_agg(concat_ws(' ', name_ar, name_fa, name_en), ' ') from areas where pcode = any (c.areas));
begin
  insert into campaign_cards values (
    c.id, c.organization_id, c.jurisdiction, c.status, c.purpose, c.initiative_id, c.sector, c.sdgs, c.areas, c.intentions,
    coalesce(c.ends_on, '9999-12-31'), c.published_at,
    letters(concat_ws(' ', spoken(c.title), runner)),
    setweight(to_tsvector('simple', fold(spoken(c.title))), 'A')
      || setweight(to_tsvector('simple', fold(concat_ws(' ', runner, places))), 'B')
      || setweight(to_tsvector('simple', fold(spoken(c.summary))), 'C')
      || setweight(to_tsvector('simple', left(fold(spoken(c.story)), 100000)), 'D'))
  on conflict (id) do update set
    status = excluded.status, purpose = excluded.purpose, initiative_id = excluded.initiative_id, sector = excluded.sector,
    sdgs = excluded.sdgs, areas = excluded.areas, intentions = excluded.intentions, ends = excluded.ends,
    published_at = excluded.published_at, words = excluded.words, vector = excluded.vector;
end
$$;
revoke all on function write_campaign_card from public;

-- Refuses what no statement may do: leave a final state, move a goal that gifts have been given towards, change the currency under payments
-- that are under way. Only the totals of a published campaign know of gifts; their row lock settles who was first, change or gift.
create function campaign_guard() returns trigger
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  if (old.status = 'CLOSED' and new.status <> 'CLOSED') or (old.status <> 'DRAFT' and new.status = 'DRAFT') then
    raise exception 'a campaign cannot go from % to %', old.status, new.status using errcode = 'check_violation';
  end if;
  if new.organization_id <> old.organization_id or new.slug <> old.slug then
    raise exception 'a campaign keeps its organization and its slug' using errcode = 'check_violation';
  end if;
  if old.status <> 'DRAFT' and new.currency <> old.currency then
    raise exception 'a published campaign keeps its currency' using errcode = 'check_violation', constraint = 'campaigns_locked';
  end if;
  if old.status <> 'DRAFT' and new.goal <> old.goal then
    update campaign_totals set goal = new.goal where campaign_id = new.id and not has_gifts;
    if not found then
      raise exception 'the goal is fixed once a gift has come in' using errcode = 'check_violation', constraint = 'campaigns_locked';
    end if;
  end if;
  return new;
end
$$;
create trigger campaign_guard before update on campaigns for each row execute function campaign_guard();

create function campaign_areas_known() returns trigger
  language plpgsql as $$
begin
  if not known_areas(new.areas) then
    raise exception 'unknown P-code among %', new.areas using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$$;
create trigger campaign_areas before insert or update of areas on campaigns for each row execute function campaign_areas_known();

create function campaign_published() returns trigger
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  if new.status <> 'DRAFT' then
    perform write_campaign_card(new);
    insert into campaign_totals (campaign_id, currency, goal) values (new.id, new.currency, new.goal) on conflict do nothing;
  end if;
  return null;
end
$$;
create trigger campaign_published after insert or update on campaigns for each row execute function campaign_published();

-- A campaign is found by its organization's name too.
create function campaigns_renamed() returns trigger
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  perform write_campaign_card(c) from campaigns c where c.organization_id = new.id and c.status <> 'DRAFT';
  return null;
end
$$;
create trigger campaigns_renamed after update of name on organizations
  for each row when (old.name is distinct from new.name) execute function campaigns_renamed();
