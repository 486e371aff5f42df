\set c random(1, 3)
select json_build_object('campaigns', json_build_object('nodes', (
  select json_agg(json_build_object('id', c.id, 'slug', c.slug, 'sector', c.sector, 'status', c.status, 'endsOn', c.ends_on, 'progress', t.progress, 'donorCount', t.donor_count,
    'title', json_build_object('text', coalesce(c.title ->> 'ar', c.title ->> 'fa', c.title ->> 'en')),
    'organization', (select json_build_object('name', json_build_object('text', coalesce(o.name ->> 'ar', o.name ->> 'fa', o.name ->> 'en')),
      'verification', json_build_object('state', o.verification_state)) from organizations o where o.id = c.organization_id),
    'raised', json_build_object('amount', t.raised::text, 'currency', c.currency), 'goal', json_build_object('amount', c.goal::text, 'currency', c.currency),
    'image', (select json_build_object('url', i.content_key, 'alt', json_build_object('text', i.alt ->> 'ar'), 'width', i.width, 'height', i.height, 'placeholder', i.placeholder)
      from images i where i.id = c.image_id)))
  from (
    select k.id from campaign_cards k where k.status = 'ACTIVE' and k.jurisdiction = (array['SY', 'KW', 'IR'])[:c] and k.ends >= (now() at time zone 'UTC')::date
    order by k.ends, k.id limit 7) page
  join campaigns c on c.id = page.id join campaign_totals t on t.campaign_id = c.id)));
select json_build_object('totals', (
  select json_agg(json_build_object('donationCount', donation_count, 'raised', json_build_object('amount', raised::text, 'currency', currency)))
  from raised_by_currency));
