\set a random(1, 10)
select json_build_object('organizations', (
  select json_build_object(
    'pageInfo', json_build_object('hasNextPage', count(*) > 20, 'endCursor', encode(convert_to(max(id::text) filter (where n = 20), 'UTF8'), 'base64')),
    'nodes', coalesce(json_agg(json_build_object('id', id, 'slug', slug, 'name', json_build_object('text', name), 'kind', kind, 'campaigns', (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('id', c.id,
        'title', json_build_object('text', coalesce(c.title ->> 'ar', c.title ->> 'fa', c.title ->> 'en')), 'status', c.status,
        'goal', json_build_object('amount', c.goal::text, 'currency', c.currency), 'raised', json_build_object('amount', coalesce(t.raised, 0)::text, 'currency', c.currency),
        'progress', coalesce(t.progress, 0), 'donations', (
          select json_build_object('nodes', coalesce(json_agg(json_build_object('id', d.id, 'amount', json_build_object('amount', d.amount::text, 'currency', d.currency),
            'displayName', d.display_name, 'settledAt', d.settled_at)), '[]'))
          from (select * from public_donations p where p.campaign_id = c.id order by p.settled_at desc, p.id desc limit 5) d))), '[]'))
      from (select * from campaigns own where own.organization_id = page.id order by own.created_at desc, own.id desc limit 5) c
      left join campaign_totals t on t.campaign_id = c.id))) filter (where n <= 20), '[]'))
  from (
    select row_number() over () as n, o.* from (
      select o.id, o.slug, coalesce(o.name ->> 'ar', o.name ->> 'fa', o.name ->> 'en') as name, o.kind
      from organization_cards k join organizations o on o.id = k.id where k.areas && array['SY' || lpad(:a::text, 2, '0')]
      order by k.name_ar collate "ar-x-icu", k.id limit 21) o) page));
