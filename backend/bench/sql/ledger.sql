-- Makes donations, double entry, receipts and totals of the staged gifts, as settling each of them would have. Run by the superuser with
-- triggers off, because two million gifts one after another would take an hour; what triggers would have kept is checked at the end.
set search_path = sanad;
set session_replication_role = replica;
set synchronous_commit = off;
set work_mem = '256MB';
set maintenance_work_mem = '1GB';

-- indexes that carry no constraint are made again afterwards, in one go each
create table bench.indexes as
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'sanad'::regnamespace
    and c.relname in ('donations', 'donation_donors', 'public_donations', 'transfers', 'postings', 'receipts', 'receipt_names', 'campaign_donors')
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid);
select format('drop index %s', name) from bench.indexes \gexec

insert into donations (id, campaign_id, organization_id, currency, amount, intention, channel, state, reference, is_anonymous, display_name,
    dedication, dedication_state, donor_actor_id, locale, slip_number, payment_reference, created_at, settled_at)
  select g.id, g.campaign_id, c.organization_id, c.currency, g.amount, g.intention, g.channel, 'SUCCEEDED', g.reference, g.shown is null, g.shown,
    g.dedication, case when g.dedication is not null then 'SHOWN' end, g.actor_id, 'AR', case when g.channel = 'CASH' then 'S' || g.reference end,
    case when g.channel = 'GATEWAY' then 'P' || g.reference end, to_timestamp(g.at / 1000.0), to_timestamp(g.at / 1000.0) + interval '40 seconds'
  from bench.gifts g join campaigns c on c.id = g.campaign_id
  order by g.id;
insert into donation_donors (donation_id, organization_id, is_anonymous, donor_actor_id, name, email)
  select d.id, d.organization_id, d.is_anonymous, d.donor_actor_id, g.name, 'donor' || right(d.id::text, 9) || '@mail.test'
  from donations d join bench.gifts g using (id)
  order by d.id;
insert into public_donations (id, campaign_id, currency, amount, display_name, dedication, settled_at)
  select id, campaign_id, currency, amount, display_name, dedication, settled_at from donations order by id;

insert into accounts (kind, organization_id, campaign_id, intention, currency)
  select 'FUND', organization_id, campaign_id, intention, currency from donations group by 2, 3, 4, 5 order by 2, 3, 4, 5;
insert into accounts (kind, organization_id, currency)
  select channel, organization_id, currency from donations group by 1, 2, 3 order by 2, 1, 3;
-- a transfer's id is its donation's with another letter for its kind
insert into transfers (id, kind, organization_id, currency, donation_id, occurred_at, created_at)
  select overlay(id::text placing '7e00' from 15 for 4)::uuid, 'GIFT', organization_id, currency, id, settled_at, settled_at from donations order by id;
insert into postings (transfer_id, account_id, currency, amount)
  select overlay(d.id::text placing '7e00' from 15 for 4)::uuid, a.id, d.currency, side.sign * d.amount
  from donations d
  cross join (values (-1), (1)) side (sign)
  join accounts a on a.organization_id = d.organization_id and a.currency = d.currency
    and a.kind = case side.sign when 1 then 'FUND' else d.channel end
    and a.campaign_id is not distinct from case side.sign when 1 then d.campaign_id end
    and a.intention is not distinct from case side.sign when 1 then d.intention end
  order by d.id;
update accounts a set balance = p.balance
  from (select account_id, sum(amount)::bigint as balance from postings group by 1) p where a.id = p.account_id;

insert into campaign_donors (campaign_id, donor_id, gifts)
  select campaign_id, coalesce(donor_actor_id, id), count(*) from donations group by 1, 2;
update campaign_totals t set raised = d.raised, donation_count = d.gifts, donor_count = d.donors, has_gifts = true
  from (
    select p.campaign_id, sum(p.amount)::bigint as raised, count(*)::int as gifts,
      (select count(*) from campaign_donors c where c.campaign_id = p.campaign_id)::int as donors
    from donations p group by 1) d
  where d.campaign_id = t.campaign_id;
insert into currency_sums (currency, raised, donation_count)
  select currency, sum(raised), sum(donation_count) from campaign_totals where raised > 0 group by 1;
insert into organization_finances (organization_id, currency, received)
  select organization_id, currency, sum(amount) from donations group by 1, 2;

insert into receipts (id, donation_id, organization_id, campaign_id, donor_actor_id, year, serial, code, issued_at, currency, amount, intention)
  select overlay(d.id::text placing '7f00' from 15 for 4)::uuid, d.id, d.organization_id, d.campaign_id, d.donor_actor_id,
    extract(year from d.settled_at at time zone 'UTC')::int,
    row_number() over (partition by d.organization_id, extract(year from d.settled_at at time zone 'UTC') order by d.settled_at, d.id),
    g.code, d.settled_at, d.currency, d.amount, d.intention
  from donations d join bench.gifts g using (id)
  order by d.id;
insert into receipt_counters (organization_id, year, last) select organization_id, year, max(serial) from receipts group by 1, 2;
insert into receipt_names (receipt_id, organization_id, is_anonymous, donor_actor_id, name)
  select r.id, r.organization_id, o.is_anonymous, o.donor_actor_id, o.name
  from receipts r join donation_donors o using (donation_id) where o.name is not null order by r.id;

select definition from bench.indexes \gexec
drop table bench.indexes, bench.gifts;

-- what the triggers would have kept
do $$
declare
  fault text := '';
begin
  if (select sum(amount) from postings) <> 0 or exists (
      select from postings group by transfer_id having sum(amount) <> 0 or count(*) <> 2) then
    fault := fault || ' postings are not balanced;';
  end if;
  if (select sum(raised) from campaign_totals) <> (select sum(p.amount) from postings p join accounts a on a.id = p.account_id where a.kind = 'FUND')
    or exists (
      select from campaign_totals t
      left join (select campaign_id, sum(balance) as balance from accounts where campaign_id is not null group by 1) a using (campaign_id)
      where t.raised <> coalesce(a.balance, 0)) then
    fault := fault || ' totals differ from postings;';
  end if;
  if (select count(*) from transfers) <> (select count(*) from donations) or (select sum(donation_count) from campaign_totals) <> (select count(*) from donations) then
    fault := fault || ' counts differ;';
  end if;
  if fault <> '' then
    raise exception 'the data set is wrong:%', fault;
  end if;
end
$$;
