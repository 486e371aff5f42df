select json_build_object('campaigns', (
  select json_build_object(
    'pageInfo', json_build_object('hasNextPage', count(*) > 20, 'endCursor', encode(convert_to((max(array[sort_key, id::text]) filter (where n = 20))::text, 'UTF8'), 'base64')),
    'nodes', coalesce(json_agg(json_build_object('id', id, 'slug', slug, 'title', json_build_object('text', title),
      'goal', json_build_object('amount', goal::text, 'currency', currency), 'raised', json_build_object('amount', raised::text, 'currency', currency),
      'progress', progress, 'organization', json_build_object('name', json_build_object('text', name)))) filter (where n <= 20), '[]'))
  from (
    select row_number() over () as n, page.*, (
        select coalesce(o.name ->> 'ar', o.name ->> 'fa', o.name ->> 'en') from organizations o where o.id = page.organization_id) as name
    from (
      select c.id, c.slug, coalesce(c.title ->> 'ar', c.title ->> 'fa', c.title ->> 'en') as title, c.goal, c.currency, t.raised, t.progress,
        c.organization_id, k.published_at::text as sort_key
      from campaign_cards k join campaigns c on c.id = k.id join campaign_totals t on t.campaign_id = k.id
      where k.status = 'ACTIVE' order by k.published_at desc, k.id desc limit 21) page) rows));
