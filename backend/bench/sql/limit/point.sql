\set n random(0, :campaigns - 1)
select json_build_object('node', (
  select json_build_object('id', c.id, 'slug', c.slug, 'title', json_build_object('text', coalesce(c.title ->> 'ar', c.title ->> 'fa', c.title ->> 'en')),
    'summary', json_build_object('text', coalesce(c.summary ->> 'ar', c.summary ->> 'fa', c.summary ->> 'en')),
    'goal', json_build_object('amount', c.goal::text, 'currency', c.currency), 'raised', json_build_object('amount', t.raised::text, 'currency', c.currency),
    'progress', t.progress, 'donorCount', t.donor_count, 'status', c.status, 'sector', c.sector, 'startsOn', c.starts_on, 'endsOn', c.ends_on,
    'organization', (
      select json_build_object('id', o.id, 'slug', o.slug, 'name', json_build_object('text', coalesce(o.name ->> 'ar', o.name ->> 'fa', o.name ->> 'en')),
        'kind', o.kind, 'verification', json_build_object('state', o.verification_state))
      from organizations o where o.id = c.organization_id))
  from campaigns c left join campaign_totals t on t.campaign_id = c.id where c.slug = 'campaign-' || :n::text));
