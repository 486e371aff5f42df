-- What a team would add to Sanad's schema for PostGraphile: computed columns, functions that return rows, and the relations that no foreign key
-- tells of. Run by the superuser on the copy that a run works on; called by sanad_api under row-level security.
set search_path = sanad;

comment on table public_donations is E'@foreignKey (campaign_id) references campaigns (id)';
comment on table campaigns is E'@foreignKey (image_id) references images (id)';
-- the list's index is read in its order and filtered by status, which is no index's leading column
comment on column campaign_cards.status is E'@behavior +attribute:filterBy +filterBy';

-- The text that LocalizedText.text picks for Arabic. Not strict, so that the planner puts it in place of the call.
create function organizations_arabic_name(o organizations) returns text
  language sql stable parallel safe as $$ select coalesce(o.name ->> 'ar', o.name ->> 'fa', o.name ->> 'en') $$;
create function campaigns_arabic_title(c campaigns) returns text
  language sql stable parallel safe as $$ select coalesce(c.title ->> 'ar', c.title ->> 'fa', c.title ->> 'en') $$;
create function campaigns_arabic_summary(c campaigns) returns text
  language sql stable parallel safe as $$ select coalesce(c.summary ->> 'ar', c.summary ->> 'fa', c.summary ->> 'en') $$;
create function images_arabic_alt(i images) returns text
  language sql stable parallel safe as $$ select coalesce(i.alt ->> 'ar', i.alt ->> 'fa', i.alt ->> 'en') $$;
create function campaigns_closed_for(c campaigns) returns text
  language sql stable as $$
    select case
      when c.status in ('PAUSED', 'CLOSED') then c.status
      when c.status = 'DRAFT' then 'NOT_PUBLISHED'
      when today < c.starts_on then 'NOT_STARTED'
      when today > c.ends_on then 'ENDED'
      when c.stops_at_goal and (select t.raised >= t.goal from campaign_totals t where t.campaign_id = c.id) then 'GOAL_REACHED'
    end
    from (select (now() at time zone case c.jurisdiction when 'SY' then 'Asia/Damascus' when 'KW' then 'Asia/Kuwait' when 'IR' then 'Asia/Tehran'
      else 'UTC' end)::date as today) day
  $$;

create function directory(area text) returns setof organizations
  language sql stable parallel safe as $$
    select o.* from organization_cards k join organizations o on o.id = k.id where k.areas && array[area]
    order by k.name_ar collate "ar-x-icu", k.id
  $$;

create function found_campaigns(words text, sector text, country text) returns setof campaigns
  language sql stable parallel safe as $$
    select c.* from search_campaigns(words) s join campaign_cards k on k.id = s.id join campaigns c on c.id = k.id
    where k.status = 'ACTIVE' and k.sector = found_campaigns.sector and k.jurisdiction = country
    order by s.rank desc, k.id desc
  $$;

create function campaigns_ending_soon(country text) returns setof campaigns
  language sql stable parallel safe as $$
    select c.* from campaign_cards k join campaigns c on c.id = k.id
    where k.status = 'ACTIVE' and k.jurisdiction = country and k.ends >= (now() at time zone 'UTC')::date
    order by k.ends, k.id
  $$;

create function currency_totals() returns table (currency text, raised bigint, donation_count int)
  language sql stable parallel safe as $$
    select t.currency, t.raised, t.donation_count from raised_by_currency t order by t.donation_count desc, t.currency
  $$;

create function random_code(length int) returns text
  language sql volatile as $$
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (random() * 32)::int % 32, 1), '') from generate_series(1, length)
  $$;

create function record_slip(campaign uuid, amount bigint, currency text, received_on date, slip_number text, donor_name text, key text)
  returns donations
  language plpgsql volatile as $$
declare
  done verdict;
  gift donations;
begin
  select * into done from write_slips(jsonb_build_array(jsonb_build_object('actor', actor_id(), 'two_factors', acting_id() is not null,
    'key', encode(sha256(convert_to('idempotency' || key, 'UTF8')), 'hex'),
    'request', encode(sha256(convert_to(concat_ws('|', campaign, amount, received_on, slip_number, donor_name), 'UTF8')), 'hex'),
    'gift', jsonb_build_object('id', uuidv7(), 'campaign_id', campaign, 'currency', currency, 'amount', amount, 'intention', 'GENERAL',
      'channel', 'CASH', 'reference', 'D-' || random_code(4) || '-' || random_code(4), 'is_anonymous', false, 'display_name', donor_name,
      'locale', 'AR', 'slip_number', slip_number, 'created_at', now(), 'received_at', received_on + time '12:00', 'donor_name', donor_name,
      'receipt_code', random_code(10)))), now());
  if done.outcome not in ('BEGUN', 'REPLAYED') then
    raise exception '%', done.outcome;
  end if;
  select * into gift from donations d where d.id = done.id;
  return gift;
end
$$;
