\set w random(1, 16)
\set c random(1, 3)
select json_build_object('campaigns', (
  select json_build_object('pageInfo', json_build_object('hasNextPage', count(*) > 20, 'endCursor', encode(convert_to(max(id::text) filter (where n = 20), 'UTF8'), 'base64')),
    'nodes', coalesce(json_agg(json_build_object('id', id, 'slug', slug, 'title', json_build_object('text', title), 'summary', json_build_object('text', summary),
      'goal', json_build_object('amount', goal::text, 'currency', currency), 'raised', json_build_object('amount', raised::text, 'currency', currency),
      'progress', progress, 'organization', json_build_object('name', json_build_object('text', name)))) filter (where n <= 20), '[]'))
  from (
    select row_number() over () as n, page.*, (
        select coalesce(o.name ->> 'ar', o.name ->> 'fa', o.name ->> 'en') from organizations o where o.id = page.organization_id) as name
    from (
      select c.id, c.slug, coalesce(c.title ->> 'ar', c.title ->> 'fa', c.title ->> 'en') as title,
        coalesce(c.summary ->> 'ar', c.summary ->> 'fa', c.summary ->> 'en') as summary, c.goal, c.currency, t.raised, t.progress, c.organization_id
      from search_campaigns((array['مدرسة', 'حقايب مدرسية', 'منح دراسيه', 'أيتام', 'كسوة العيد', 'رمضان', 'حليب الأطفال', 'زلزال', 'خيام', 'بئر ماء',
          'كراسي متحركة', 'ترميم البيوت', 'تدفئة الشتا', 'أدويه القلب', 'عيادة متنقلة', 'حلب'])[:w]) s
      join campaign_cards k on k.id = s.id join campaigns c on c.id = k.id join campaign_totals t on t.campaign_id = k.id
      where k.status = 'ACTIVE' and k.jurisdiction = (array['SY', 'KW', 'IR'])[:c]
        and k.sector = (array['EDUCATION', 'EDUCATION', 'EDUCATION', 'ORPHANS', 'ORPHANS', 'FOOD', 'FOOD', 'RELIEF', 'RELIEF', 'WATER', 'DISABILITY', 'SHELTER',
          'SHELTER', 'HEALTH', 'HEALTH', 'FOOD'])[:w]
      order by s.rank desc, k.id desc limit 21) page) rows));
