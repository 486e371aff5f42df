\set n random(0, :officers - 1)
select count(*) from write_slips((
  select jsonb_agg(jsonb_build_object('actor', o.actor_id, 'two_factors', true, 'key', encode(sha256(convert_to(slip, 'UTF8')), 'hex'),
    'request', encode(sha256('same'), 'hex'),
    'gift', jsonb_build_object('id', uuidv7(), 'campaign_id', o.campaign_id, 'currency', o.currency, 'amount', o.amount, 'intention', 'GENERAL',
      'channel', 'CASH', 'reference', 'D-' || random_code(4) || '-' || random_code(4), 'is_anonymous', false, 'display_name', 'علي', 'locale', 'AR',
      'slip_number', slip, 'created_at', now(), 'received_at', now(), 'donor_name', 'علي', 'receipt_code', random_code(10))))
  from generate_series(1, :each) i
  join bench_officers o on o.n = (:n + i * (:officers > 1)::int) % :officers
  cross join lateral (select left(gen_random_uuid()::text, 30) as slip where i > 0) s), now());
