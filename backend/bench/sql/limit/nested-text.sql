\set a random(1, 10)
select '{"organizations":{"pageInfo":{"hasNextPage":' || (count(*) > 20) || ',"endCursor":"' || coalesce(encode(convert_to(max(id::text) filter (where n = 20), 'UTF8'), 'base64'), '') || '"},"nodes":['
  || coalesce(string_agg('{"id":"' || id || '","slug":"' || slug || '","name":{"text":' || to_json(name) || '},"kind":"' || kind || '","campaigns":{"nodes":[' || (
    select coalesce(string_agg('{"id":"' || c.id || '","title":{"text":' || to_json(coalesce(c.title ->> 'ar', c.title ->> 'fa', c.title ->> 'en')) || '},"status":"' || c.status
      || '","goal":{"amount":"' || c.goal || '","currency":"' || c.currency || '"},"raised":{"amount":"' || coalesce(t.raised, 0) || '","currency":"' || c.currency
      || '"},"progress":' || coalesce(t.progress, 0) || ',"donations":{"nodes":[' || (
        select coalesce(string_agg('{"id":"' || d.id || '","amount":{"amount":"' || d.amount || '","currency":"' || d.currency || '"},"displayName":'
          || coalesce(to_json(d.display_name)::text, 'null') || ',"settledAt":' || to_json(d.settled_at) || '}', ','), '')
        from (select * from public_donations p where p.campaign_id = c.id order by p.settled_at desc, p.id desc limit 5) d) || ']}}', ','), '')
    from (select * from campaigns own where own.organization_id = page.id order by own.created_at desc, own.id desc limit 5) c
    left join campaign_totals t on t.campaign_id = c.id) || ']}}', ',') filter (where n <= 20), '') || ']}}'
  from (
    select row_number() over () as n, o.* from (
      select o.id, o.slug, coalesce(o.name ->> 'ar', o.name ->> 'fa', o.name ->> 'en') as name, o.kind
      from organization_cards k join organizations o on o.id = k.id where k.areas && array['SY' || lpad(:a::text, 2, '0')]
      order by k.name_ar collate "ar-x-icu", k.id limit 21) o) page;
