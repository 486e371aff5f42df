\set n random(0, :officers - 1)
\set slip random(1, 9000000000000)
begin;
select set_config('sanad.actor', o.actor_id::text, true), set_config('sanad.two_factors', 'on', true) from bench_officers o where o.n = :n;
select d.id from bench_officers o, record_slip(o.campaign_id, o.amount, o.currency, '2026-11-01', :run || '-' || :slip, 'علي', 'key-of-slip-' || :run || '-' || :slip) d
where o.n = :n;
commit;
