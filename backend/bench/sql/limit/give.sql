\set n random(0, :officers - 1)
\set slip random(1, 9000000000000)
begin;
select set_config('sanad.actor', o.actor_id::text, true), set_config('sanad.two_factors', 'on', true) from bench_officers o where o.n = :n;
select json_build_object('id', d.id, 'reference', d.reference, 'state', d.state, 'amount', json_build_object('amount', d.amount::text, 'currency', d.currency),
  'receipt', (select json_build_object('number', r.year || '-' || r.serial, 'verificationCode', r.code) from receipts r where r.donation_id = d.id),
  'campaign', (select json_build_object('id', t.campaign_id, 'raised', t.raised::text, 'donationCount', t.donation_count) from campaign_totals t where t.campaign_id = d.campaign_id))
from bench_officers o, record_slip(o.campaign_id, o.amount, o.currency, '2026-11-01', :run || '-' || :slip, 'علي', 'key-of-slip-' || :run || '-' || :slip) d
where o.n = :n;
commit;
