-- Money: gifts, the double-entry ledger that they are posted to, receipts, refunds, funds, and the sandbox gateway's own books.
--
-- No run-time role may write to the ledger. It moves only through the definer functions below, each of which is one statement for its
-- caller: state, transfer, postings, totals, receipt and news become true together or not at all.

-- A gift is in its campaign's currency and goes to its campaign's body: the ledger leans on this key, and so neither can change under a gift.
alter table campaigns add constraint campaigns_money_key unique (id, organization_id, currency);

-- Bodies whose gifts, donors and funds the present actor manages.
create function finance_organizations() returns uuid[]
  language sql stable security definer set search_path = sanad, pg_temp
  return organizations_of_actor('{ADMIN,FINANCE}'::text[]);

-- Bodies in the jurisdictions where the present actor holds a platform role. Nearly nobody does, and then no body is looked at.
create function organizations_within(wanted text) returns uuid[]
  language sql stable security definer set search_path = sanad, pg_temp
  return case when exists (select from platform_roles r where r.actor_id = acting_id() and r.role = wanted) then coalesce((
    select array_agg(o.id) from organizations o
    where exists (
      select from platform_roles r
      where r.actor_id = acting_id() and r.role = wanted and (r.jurisdiction is null or r.jurisdiction = o.jurisdiction))), '{}')
  else '{}' end;

-- Bodies whose gifts the present actor may read, as their finance office or their supervisor.
create function gift_organizations() returns uuid[]
  language sql stable security definer set search_path = sanad, pg_temp
  return finance_organizations() || organizations_within('SUPERVISOR');

-- ── gifts ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A gift from the moment it is promised. Amount, campaign, intention and donor never change; state moves forward only through functions.
-- `donor_actor_id` is null for a guest; `recorded_by` is the officer who wrote a cash gift down. `received_at` is when money came in elsewhere
-- than by the gateway's notice. `origin` is the key of an imported gift in its source, so that importing again changes nothing.
create table donations (
  id uuid primary key,
  campaign_id uuid not null,
  organization_id uuid not null,
  currency text not null references currencies,
  amount bigint not null check (amount between 1 and 1000000000000000),
  intention text not null check (intention in ('GENERAL', 'ZAKAT', 'ZAKAT_AL_FITR', 'SADAQAH', 'SADAQAH_JARIYAH', 'WAQF', 'KAFFARAH',
                                               'FIDYAH', 'KHUMS', 'NAZR')),
  channel text not null check (channel in ('GATEWAY', 'CASH', 'IMPORT')),
  state text not null check (state in ('CREATED', 'PENDING', 'SUCCEEDED', 'FAILED', 'EXPIRED', 'REFUNDED')),
  failure text check (failure in ('DECLINED', 'ABANDONED', 'CAMPAIGN_CLOSED', 'UNVERIFIED')),
  reference text not null unique check (reference ~ '^D-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  is_anonymous boolean not null,
  display_name text check (char_length(display_name) between 1 and 80),
  dedication text check (char_length(dedication) between 1 and 280),
  dedication_state text check (dedication_state in ('AWAITING_MODERATION', 'SHOWN', 'WITHHELD')),
  donor_actor_id uuid,
  recorded_by uuid,
  locale text not null check (locale in ('AR', 'FA', 'EN')),
  slip_number text check (char_length(slip_number) between 1 and 40),
  origin text,
  payment_reference text unique,
  checkout_url text,
  created_at timestamptz not null,
  expires_at timestamptz,
  checked_at timestamptz,
  received_at timestamptz,
  settled_at timestamptz,
  refund_state text check (refund_state in ('REQUESTED', 'COMPLETED', 'FAILED')),
  refund_reason text check (refund_reason in ('DONOR_REQUEST', 'DUPLICATE', 'CAMPAIGN_CLOSED', 'ERROR')),
  refund_requested_at timestamptz,
  refund_completed_at timestamptz,
  constraint donations_campaign_money foreign key (campaign_id, organization_id, currency)
    references campaigns (id, organization_id, currency),
  constraint donations_slip unique (organization_id, slip_number),
  constraint donations_origin unique (origin),
  check (is_anonymous or display_name is not null),
  check ((dedication is null) = (dedication_state is null)),
  check ((state = 'FAILED') = (failure is not null)),
  check ((settled_at is not null) = (state in ('SUCCEEDED', 'REFUNDED'))),
  check ((channel = 'CASH') = (slip_number is not null)),
  check (channel <> 'GATEWAY' or settled_at is null or payment_reference is not null),
  check ((refund_state is null) = (refund_reason is null) and (refund_state is null) = (refund_requested_at is null)),
  check ((refund_state is not distinct from 'COMPLETED') = (refund_completed_at is not null)),
  check (state <> 'REFUNDED' or refund_state = 'COMPLETED')
);
create index donations_by_organization on donations (organization_id, created_at desc, id desc);
create index donations_by_campaign on donations (campaign_id, created_at desc, id desc);
create index donations_by_donor on donations (donor_actor_id, created_at desc, id desc) where donor_actor_id is not null;
create index donations_settled on donations (organization_id, settled_at) where settled_at is not null;
create index donations_in_flight on donations (created_at) where state in ('CREATED', 'PENDING');
create index donations_refunds_in_flight on donations (refund_requested_at) where refund_state = 'REQUESTED';
create index donations_to_moderate on donations (created_at, id) where dedication_state = 'AWAITING_MODERATION';
call protect('donations');
create policy own_gifts on donations for select to sanad_api using (donor_actor_id = (select actor_id()));
create policy gifts_of_organization on donations for select to sanad_api
  using (organization_id = any ((select gift_organizations())::uuid[]));
create policy job_reads on donations for select to sanad_job using (true);
grant select on donations to sanad_api, sanad_job;

-- Who gave, as far as they said. Apart from the gift, because fewer may read it: the donor, the supervisor, and the charity unless the
-- donor stays anonymous.
create table donation_donors (
  donation_id uuid primary key references donations,
  organization_id uuid not null,
  is_anonymous boolean not null,
  donor_actor_id uuid,
  name text check (char_length(name) between 1 and 120),
  email text check (char_length(email) <= 254),
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$')
);
create index donation_donors_by_name on donation_donors (organization_id, lower(name) text_pattern_ops) where name is not null;
create index donation_donors_by_email on donation_donors (lower(email)) where email is not null;
create index donation_donors_by_phone on donation_donors (phone) where phone is not null;
call protect('donation_donors');

create policy own_contact on donation_donors for select to sanad_api using (donor_actor_id = (select actor_id()));
create policy charity_knows_the_named on donation_donors for select to sanad_api
  using (not is_anonymous and organization_id = any ((select finance_organizations())::uuid[]));
create policy supervisor_knows_all on donation_donors for select to sanad_api
  using (organization_id = any ((select organizations_within('SUPERVISOR'))::uuid[]));
create policy job_reads on donation_donors for select to sanad_job using (true);
grant select on donation_donors to sanad_api, sanad_job;

-- Which supervisor read which donor's name, and when. Only ever added to.
create table donor_reads (
  id bigint generated always as identity primary key,
  actor_id uuid not null,
  donation_id uuid not null references donations,
  read_at timestamptz not null
);
create index donor_reads_by_donation on donor_reads (donation_id);
call protect('donor_reads');
create policy own_reads on donor_reads for insert to sanad_api with check (actor_id = (select sanad.actor_id()));
grant insert (actor_id, donation_id, read_at) on donor_reads to sanad_api;

-- The secrets by which a guest reads their gift: 128 bits each, kept as a SHA-256. The first is derived from the gift by the installation's
-- key, so that a replay can be told it again; later ones are random, one for each mail, and lapse.
create table donation_secrets (
  hash bytea primary key check (octet_length(hash) = 32),
  donation_id uuid not null references donations,
  expires_at timestamptz
);
create index donation_secrets_by_donation on donation_secrets (donation_id);
call protect('donation_secrets');
create policy job_all on donation_secrets to sanad_job using (true) with check (true);
grant select, insert on donation_secrets to sanad_job;

-- A code that the gateway sends back with the donor; it buys a secret, once. It stands in a URL and so in logs, which is why it is spent by use.
create table donation_returns (
  hash bytea primary key check (octet_length(hash) = 32),
  donation_id uuid not null references donations,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index donation_returns_by_donation on donation_returns (donation_id);
call protect('donation_returns');
create policy job_all on donation_returns to sanad_job using (true) with check (true);
grant select, insert on donation_returns to sanad_job;
grant update (used_at) on donation_returns to sanad_job;

-- What a key was first used for, kept as long as the ledger. The scope is the actor, or nil for guests, among whom a key is as good as a
-- password and must be as long as one. Key and request are kept as hashes.
create table donation_requests (
  scope uuid not null,
  operation text not null,
  key_hash bytea not null,
  request_hash bytea not null,
  result_id uuid not null,
  created_at timestamptz not null,
  primary key (scope, operation, key_hash)
);
call protect('donation_requests');

-- Gifts that stand, as their donors let them be shown: published columns only, and so without row-level security. Written and removed in
-- the transaction that settles or refunds the gift.
create table public_donations (
  id uuid primary key references donations,
  campaign_id uuid not null,
  currency text not null,
  amount bigint not null,
  display_name text,
  dedication text,
  settled_at timestamptz not null
);
create index public_donations_by_campaign on public_donations (campaign_id, settled_at desc, id desc);
grant select on public_donations to sanad_api, sanad_job;

-- ── ledger ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Where money is. FUND is money with one purpose, (organization, campaign, intention, currency); ALLOCATED is what a use was found for;
-- SPENT is what went out. GATEWAY, CASH and EXTERNAL are where it came from, and so run negative; SUSPENSE is money to be paid back.
-- `balance` is kept by the postings' trigger and equals their sum.
create table accounts (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('FUND', 'ALLOCATED', 'SPENT', 'GATEWAY', 'CASH', 'EXTERNAL', 'SUSPENSE')),
  organization_id uuid not null references organizations,
  campaign_id uuid references campaigns,
  intention text,
  currency text not null references currencies,
  balance bigint not null default 0,
  unique nulls not distinct (kind, organization_id, campaign_id, intention, currency),
  unique (id, currency),
  check ((kind in ('FUND', 'ALLOCATED', 'SPENT')) = (intention is not null)),
  check (kind in ('FUND', 'ALLOCATED', 'SPENT') or campaign_id is null),
  constraint accounts_never_overdrawn check (balance >= 0 or kind in ('GATEWAY', 'CASH', 'EXTERNAL'))
);
create index accounts_by_organization on accounts (organization_id, kind);
create index accounts_by_campaign on accounts (campaign_id) where campaign_id is not null;
call protect('accounts');
create policy accounts_of_organization on accounts for select to sanad_api
  using (organization_id = any ((select gift_organizations())::uuid[]));
create policy job_reads on accounts for select to sanad_job using (true);
grant select on accounts to sanad_api, sanad_job;

-- One movement of money. Never changed; a mistake is put right by another.
create table transfers (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('GIFT', 'HELD', 'REFUND', 'REFUND_PAID', 'REFUND_REVERSED', 'ALLOCATION', 'GRANT', 'DISBURSEMENT')),
  organization_id uuid not null references organizations,
  currency text not null references currencies,
  donation_id uuid references donations,
  attempt int not null default 1,
  actor_id uuid,
  memo text check (char_length(memo) <= 500),
  origin text unique,
  occurred_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (id, currency),
  unique (donation_id, kind, attempt)
);
create index transfers_by_organization on transfers (organization_id, occurred_at);
call protect('transfers');
create policy transfers_of_organization on transfers for select to sanad_api
  using (organization_id = any ((select gift_organizations())::uuid[]));
create policy job_reads on transfers for select to sanad_job using (true);
grant select on transfers to sanad_api, sanad_job;

-- The two or more sides of a transfer; what an account gains is positive. The keys hold both ends to one currency.
create table postings (
  transfer_id uuid not null,
  account_id uuid not null,
  currency text not null,
  amount bigint not null check (amount <> 0),
  primary key (transfer_id, account_id),
  foreign key (transfer_id, currency) references transfers (id, currency),
  foreign key (account_id, currency) references accounts (id, currency)
);
create index postings_by_account on postings (account_id);
call protect('postings');
create policy postings_of_organization on postings for select to sanad_api
  using (exists (select from transfers t where t.id = transfer_id));
create policy job_reads on postings for select to sanad_job using (true);
grant select on postings to sanad_api, sanad_job;

create function refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception '% is never changed', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger transfers_never_change before update or delete or truncate on transfers for each statement execute function refuse_change();
create trigger postings_never_change before update or delete or truncate on postings for each statement execute function refuse_change();
create trigger donor_reads_never_change before update or delete or truncate on donor_reads
  for each statement execute function refuse_change();
-- only whose it was may be cut off, when the person departs
create trigger donation_requests_never_change before update of operation, key_hash, request_hash, result_id, created_at or delete or truncate
  on donation_requests for each statement execute function refuse_change();

-- Money in and out by body and currency, public; kept by the postings' trigger.
create table organization_finances (
  organization_id uuid not null references organizations,
  currency text not null references currencies,
  received bigint not null default 0 check (received >= 0),
  spent bigint not null default 0 check (spent >= 0),
  primary key (organization_id, currency)
);
grant select on organization_finances to sanad_api, sanad_job;

-- What campaigns raised, by currency: as it was when last folded, and what was added since, a row for each statement that posts. Thus the sum
-- is read from a few rows, is exact in any snapshot, and no two gifts wait for each other's.
create table currency_sums (
  currency text primary key references currencies,
  raised bigint not null,
  donation_count int not null
);
call protect('currency_sums');
create table currency_changes (
  id bigint generated always as identity primary key,
  currency text not null,
  raised bigint not null,
  donation_count int not null
);
call protect('currency_changes');
create view raised_by_currency as
  select currency, sum(raised)::bigint as raised, sum(donation_count)::int as donation_count
  from (
    select currency, raised, donation_count from currency_sums
    union all
    select currency, raised, donation_count from currency_changes) each
  group by currency having sum(raised) > 0;
grant select on raised_by_currency to sanad_api;

-- Folds what was added into the totals, and tells how many rows it folded. What another node is folding is left to it.
create function fold_currencies() returns bigint
  language sql security definer set search_path = sanad, pg_temp
  begin atomic
    with taken as (
      delete from currency_changes where id in (select id from currency_changes order by id limit 10000 for update skip locked)
      returning currency, raised, donation_count),
    folded as (
      insert into currency_sums as t (currency, raised, donation_count)
        select currency, sum(raised)::bigint, sum(donation_count)::int from taken group by currency order by currency
      on conflict (currency) do update
        set raised = t.raised + excluded.raised, donation_count = t.donation_count + excluded.donation_count)
    select count(*) from taken;
  end;

-- Checks each transfer that a statement wrote, and carries it into every balance and total, so that these can't differ from their postings.
-- Rows are locked in one order, and not against the keys' own checks, which keeps two statements from waiting for each other.
create function carry_postings() returns trigger
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  if exists (
    select from (select distinct transfer_id from added) touched
    join postings p using (transfer_id) join accounts a on a.id = p.account_id join transfers t on t.id = p.transfer_id
    group by transfer_id
    having sum(p.amount) <> 0 or count(*) < 2 or count(distinct p.currency) > 1
      or bool_or(a.organization_id <> t.organization_id)
      or count(distinct a.intention) > 1)
  then
    raise exception 'a transfer is not balanced, or mixes bodies or intentions' using errcode = 'check_violation';
  end if;

  perform from accounts where id in (select account_id from added) order by id for no key update;
  update accounts a set balance = a.balance + d.amount
    from (select account_id, sum(amount)::bigint as amount from added group by account_id) d
    where a.id = d.account_id;

  perform from campaign_totals
    where campaign_id in (select a.campaign_id from added join accounts a on a.id = added.account_id)
    order by campaign_id for no key update;
  with moved as (
    update campaign_totals c set
      raised = c.raised + d.amount,
      donation_count = c.donation_count + d.gifts
    from (
      select a.campaign_id, added.currency, sum(added.amount)::bigint as amount,
        (count(*) filter (where t.kind in ('GIFT', 'REFUND_REVERSED')) - count(*) filter (where t.kind = 'REFUND'))::int as gifts
      from added join accounts a on a.id = added.account_id join transfers t on t.id = added.transfer_id
      where a.campaign_id is not null
      group by a.campaign_id, added.currency) d
    where c.campaign_id = d.campaign_id and c.currency = d.currency and (d.amount <> 0 or d.gifts <> 0)
    returning d.currency, d.amount, d.gifts)
  insert into currency_changes (currency, raised, donation_count)
    select currency, sum(amount)::bigint, sum(gifts)::int from moved group by currency;

  if exists (
    select from added join accounts a on a.id = added.account_id
    where a.campaign_id is not null and not exists (select from campaign_totals c where c.campaign_id = a.campaign_id))
  then
    raise exception 'a draft has no money' using errcode = 'check_violation';
  end if;

  insert into organization_finances (organization_id, currency)
    select distinct a.organization_id, added.currency from added join accounts a on a.id = added.account_id
    where a.kind in ('FUND', 'ALLOCATED', 'SPENT') order by 1, 2
  on conflict do nothing;
  update organization_finances f set received = f.received + d.received, spent = f.spent + d.spent
    from (
      select a.organization_id, added.currency, sum(added.amount)::bigint as received,
        coalesce(sum(added.amount) filter (where a.kind = 'SPENT'), 0)::bigint as spent
      from added join accounts a on a.id = added.account_id
      where a.kind in ('FUND', 'ALLOCATED', 'SPENT')
      group by a.organization_id, added.currency) d
    where f.organization_id = d.organization_id and f.currency = d.currency and (d.received <> 0 or d.spent <> 0);
  return null;
end
$$;
create trigger postings_carried after insert on postings referencing new table as added
  for each statement execute function carry_postings();

-- A transfer without postings is none.
create function demand_postings() returns trigger
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  if not exists (select from postings where transfer_id = new.id) then
    raise exception 'transfer % has no postings', new.id using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create constraint trigger transfers_have_postings after insert on transfers deferrable initially deferred
  for each row execute function demand_postings();

-- How many gifts of whom stand in a campaign; a guest's gift is a donor of its own. For `donor_count` alone.
create table campaign_donors (
  campaign_id uuid not null references campaigns,
  donor_id uuid not null,
  gifts int not null check (gifts >= 0),
  primary key (campaign_id, donor_id)
);
call protect('campaign_donors');

-- ── receipts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The last number given, by body and year. The row is locked until the receipt is there, so that numbers have no gaps.
create table receipt_counters (
  organization_id uuid not null references organizations,
  year int not null,
  last int not null check (last > 0),
  primary key (organization_id, year)
);
call protect('receipt_counters');

-- Proof of a gift. Voided or replaced, never edited: only `state` and `replaced_by` change, and each once; and whose it was is cut off when
-- the person departs.
create table receipts (
  id uuid primary key default uuidv7(),
  donation_id uuid not null references donations,
  organization_id uuid not null references organizations,
  campaign_id uuid not null references campaigns,
  donor_actor_id uuid,
  year int not null,
  serial int not null check (serial > 0),
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
  state text not null default 'VALID' check (state in ('VALID', 'VOIDED', 'REPLACED')),
  issued_at timestamptz not null,
  currency text not null references currencies,
  amount bigint not null check (amount > 0),
  intention text not null,
  replaced_by uuid references receipts deferrable initially deferred,
  unique (organization_id, year, serial),
  check ((state = 'REPLACED') = (replaced_by is not null))
);
create unique index receipts_last_of_gift on receipts (donation_id) where replaced_by is null;
create index receipts_by_gift on receipts (donation_id);
call protect('receipts');
create policy own_receipts on receipts for select to sanad_api using (donor_actor_id = (select actor_id()));
create policy receipts_of_organization on receipts for select to sanad_api
  using (organization_id = any ((select gift_organizations())::uuid[]));
create policy job_reads on receipts for select to sanad_job using (true);
grant select on receipts to sanad_api, sanad_job;

create function guard_receipt() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.donor_actor_id is null and to_jsonb(new) - 'donor_actor_id' = to_jsonb(old) - 'donor_actor_id' then
    return new;
  end if;
  if tg_op = 'DELETE' or old.state <> 'VALID'
    or (to_jsonb(new) - 'state' - 'replaced_by') <> (to_jsonb(old) - 'state' - 'replaced_by') then
    raise exception 'a receipt is voided or replaced, never edited' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger receipts_never_edited before update or delete on receipts for each row execute function guard_receipt();

-- The name on a receipt: under the same rule as the donor's.
create table receipt_names (
  receipt_id uuid primary key references receipts,
  organization_id uuid not null,
  is_anonymous boolean not null,
  donor_actor_id uuid,
  name text not null check (char_length(name) between 1 and 120)
);
call protect('receipt_names');
create policy own_name on receipt_names for select to sanad_api using (donor_actor_id = (select actor_id()));
create policy charity_knows_the_named on receipt_names for select to sanad_api
  using (not is_anonymous and organization_id = any ((select finance_organizations())::uuid[]));
create policy supervisor_knows_all on receipt_names for select to sanad_api
  using (organization_id = any ((select organizations_within('SUPERVISOR'))::uuid[]));
create policy job_reads on receipt_names for select to sanad_job using (true);
grant select on receipt_names to sanad_api, sanad_job;

-- ── what a reader sees ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A receipt with the name on it, as far as the reader may know it.
create view receipt_views with (security_invoker = true) as
  select r.id, r.donation_id, r.organization_id, r.campaign_id, r.year, r.serial, r.code, r.state, r.issued_at, r.currency, r.amount,
    r.intention, r.replaced_by, n.name as donor_name
  from receipts r left join receipt_names n on n.receipt_id = r.id;
grant select on receipt_views to sanad_api, sanad_job;

-- A gift with its donor and its last receipt, as far as the reader may know them.
create view donation_views with (security_invoker = true) as
  select d.id, d.campaign_id, d.organization_id, d.currency, d.amount, d.intention, d.channel, d.state, d.failure, d.reference,
    d.is_anonymous, d.display_name, d.dedication, d.dedication_state, d.donor_actor_id, d.locale, d.checkout_url, d.payment_reference,
    d.created_at, d.settled_at, d.refund_state, d.refund_reason, d.refund_requested_at, d.refund_completed_at,
    o.donation_id is not null as donor_known, o.name as donor_name, o.email as donor_email, o.phone as donor_phone,
    r.id as receipt_id, r.year as receipt_year, r.serial as receipt_serial, r.code as receipt_code, r.state as receipt_state,
    r.issued_at as receipt_issued_at, r.donor_name as receipt_donor_name,
    d.organization_id = any ((select finance_organizations())::uuid[]) as viewer_manages,
    o.donation_id is not null and (select actor_id()) is not null and d.donor_actor_id is distinct from (select actor_id())
      and (d.is_anonymous or d.organization_id <> all ((select finance_organizations())::uuid[])) as read_by_supervisor
  from donations d
  left join donation_donors o on o.donation_id = d.id
  left join receipt_views r on r.donation_id = d.id and r.replaced_by is null;
grant select on donation_views to sanad_api, sanad_job;

-- The gift that a secret belongs to; no row for a wrong or lapsed one.
create function donation_by_secret(p_hash bytea, p_now timestamptz) returns setof donation_views
  language sql stable security definer set search_path = sanad, pg_temp
  begin atomic
    select v.* from donation_views v join donation_secrets s on s.donation_id = v.id
    where s.hash = p_hash and (s.expires_at is null or s.expires_at > p_now);
  end;

-- All that the public may learn from a receipt's code.
create function verify_receipt(p_code text)
  returns table (amount bigint, currency text, organization_id uuid, issued_at timestamptz, state text)
  language sql stable security definer set search_path = sanad, pg_temp
  begin atomic
    select r.amount, r.currency, r.organization_id, r.issued_at, r.state from receipts r where r.code = p_code;
  end;

-- ── the ways in which gifts and money move ───────────────────────────────────────────────────────────────────────────────────────────

create type settlement as (donation_id uuid, outcome text);
create type verdict as (outcome text, id uuid);

-- The scope of idempotency keys: the present actor's, or the one that all guests share.
create function key_scope() returns uuid
  language sql stable security definer set search_path = sanad, pg_temp
  return coalesce(actor_id(), '00000000-0000-0000-0000-000000000000');

-- Claims a key for an operation. Outcomes: BEGUN, REPLAYED (with the first result), REUSED. Waits for a concurrent request with the same key.
create function claim_key(p_operation text, p_key bytea, p_request bytea, p_result uuid) returns verdict
  language plpgsql security definer set search_path = sanad, pg_temp as $$
declare
  first donation_requests;
begin
  insert into donation_requests (scope, operation, key_hash, request_hash, result_id, created_at)
    values (key_scope(), p_operation, p_key, p_request, p_result, now())
    on conflict do nothing;
  if found then
    return ('BEGUN', p_result)::verdict;
  end if;
  select * into strict first from donation_requests r
    where r.scope = key_scope() and r.operation = p_operation and r.key_hash = p_key;
  return (case when first.request_hash = p_request then 'REPLAYED' else 'REUSED' end, first.result_id)::verdict;
end
$$;

-- Begins a gift under an idempotency key; the first gift is the answer to every replay. Outcomes: those of claim_key.
create function begin_donation(p_key bytea, p_request bytea, p_gift jsonb, p_secret bytea, p_now timestamptz) returns verdict
  language plpgsql security definer set search_path = sanad, pg_temp as $$
declare
  g donations := jsonb_populate_record(null::donations, p_gift);
  claimed verdict := claim_key('donate', p_key, p_request, g.id);
begin
  if claimed.outcome <> 'BEGUN' then
    return claimed;
  end if;
  insert into donations (id, campaign_id, organization_id, currency, amount, intention, channel, state, reference, is_anonymous,
      display_name, dedication, dedication_state, donor_actor_id, locale, created_at, expires_at)
    values (g.id, g.campaign_id, g.organization_id, g.currency, g.amount, g.intention, 'GATEWAY', 'CREATED', g.reference, g.is_anonymous,
      g.display_name, g.dedication, case when g.dedication is not null then 'AWAITING_MODERATION' end, actor_id(), g.locale, p_now,
      g.expires_at);
  insert into donation_donors (donation_id, organization_id, is_anonymous, donor_actor_id, name, email, phone)
    values (g.id, g.organization_id, g.is_anonymous, actor_id(), p_gift ->> 'donor_name', p_gift ->> 'donor_email',
      p_gift ->> 'donor_phone');
  insert into donation_secrets (hash, donation_id) values (p_secret, g.id);
  return claimed;
end
$$;

-- What a key was first used for, within the present actor's scope (the guests', for a guest); no row for a fresh key.
create function donation_request(p_operation text, p_key bytea) returns table (result_id uuid, request_hash bytea)
  language sql stable security definer set search_path = sanad, pg_temp
  begin atomic
    select r.result_id, r.request_hash from donation_requests r
    where r.scope = key_scope() and r.operation = p_operation and r.key_hash = p_key;
  end;

-- Notes the checkout that a gateway opened. Repeating it changes nothing.
create function open_checkout(p_donation uuid, p_reference text, p_url text) returns boolean
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  update donations set state = 'PENDING', payment_reference = p_reference, checkout_url = p_url
    where id = p_donation and state = 'CREATED' and channel = 'GATEWAY';
  return found;
end
$$;

-- Tells how a campaign stands, for its live bar.
create function announce_progress(p_campaigns uuid[]) returns void
  language sql security definer set search_path = sanad, pg_temp
  begin atomic
    insert into outbox (topic, aggregate_id, payload)
      select 'campaign.progress', t.campaign_id, jsonb_build_object('raised', t.raised, 'currency', t.currency, 'progress', t.progress,
        'donorCount', t.donor_count, 'donationCount', t.donation_count, 'organizationId', c.organization_id)
      from campaign_totals t join campaigns c on c.id = t.campaign_id where t.campaign_id = any (p_campaigns) order by t.campaign_id;
  end;

-- Counts gifts to or from their donors (`p_step` is 1 or -1), and with them the campaign's different donors. Called after the postings, whose
-- trigger holds the campaign's row.
create function count_donors(p_donations uuid[], p_step int) returns void
  language sql security definer set search_path = sanad, pg_temp
  begin atomic
    with counted as (
      insert into campaign_donors as c (campaign_id, donor_id, gifts)
        select campaign_id, coalesce(donor_actor_id, id), count(*) from donations where id = any (p_donations)
        group by 1, 2 order by 1, 2
      on conflict (campaign_id, donor_id) do update set gifts = c.gifts + p_step * excluded.gifts
      returning c.campaign_id, (new.gifts > 0)::int - (coalesce(old.gifts, 0) > 0)::int as step)
    update campaign_totals t set donor_count = t.donor_count + s.step
      from (select campaign_id, sum(step)::int as step from counted group by campaign_id having sum(step) <> 0) s
      where t.campaign_id = s.campaign_id;
  end;

-- Shows gifts to the public as their donors let them be shown.
create function publish_donations(p_donations uuid[]) returns void
  language sql security definer set search_path = sanad, pg_temp
  begin atomic
    insert into public_donations (id, campaign_id, currency, amount, display_name, dedication, settled_at)
      select id, campaign_id, currency, amount, case when not is_anonymous then display_name end,
        case when dedication_state = 'SHOWN' then dedication end, settled_at
      from donations where id = any (p_donations) and state = 'SUCCEEDED'
    on conflict (id) do update set dedication = excluded.dedication;
  end;

-- Makes a transfer of each gift from one kind of account to another, opening accounts as they are needed.
create function move_gifts(p_donations uuid[], p_kind text, p_from text, p_to text, p_attempt int, p_now timestamptz) returns void
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  insert into accounts (kind, organization_id, campaign_id, intention, currency)
    select distinct k.kind, d.organization_id, case when k.kind = 'FUND' then d.campaign_id end,
      case when k.kind = 'FUND' then d.intention end, d.currency
    from donations d
    cross join lateral unnest(array[coalesce(p_from, source_of(d.channel)), coalesce(p_to, source_of(d.channel))]) k (kind)
    where d.id = any (p_donations)
    order by 1, 2, 3, 4, 5
  on conflict do nothing;

  with moved as (
    insert into transfers (kind, organization_id, currency, donation_id, attempt, actor_id, occurred_at)
      select p_kind, organization_id, currency, id, p_attempt, case p_kind when 'GIFT' then recorded_by else actor_id() end,
        coalesce(settled_at, p_now)
      from donations where id = any (p_donations)
    returning id, donation_id)
  insert into postings (transfer_id, account_id, currency, amount)
    select m.id, a.id, d.currency, side.sign * d.amount
    from moved m join donations d on d.id = m.donation_id
    cross join lateral (values (coalesce(p_from, source_of(d.channel)), -1), (coalesce(p_to, source_of(d.channel)), 1)) side (kind, sign)
    -- each by its whole key, since a body may have thousands of funds
    cross join lateral (
      select f.id from accounts f
        where side.kind = 'FUND' and f.kind = 'FUND' and f.organization_id = d.organization_id and f.campaign_id = d.campaign_id
          and f.intention = d.intention and f.currency = d.currency
      union all
      select o.id from accounts o
        where side.kind <> 'FUND' and o.kind = side.kind and o.organization_id = d.organization_id and o.campaign_id is null
          and o.intention is null and o.currency = d.currency) a;
end
$$;

-- Issues receipts, in the order of settlement, numbered without gaps per body and year. Codes go by place; a gift with an empty code gets no receipt.
create function issue_receipts(p_donations uuid[], p_codes text[]) returns void
  language sql security definer set search_path = sanad, pg_temp
  begin atomic
    with wanted as (
      select d.*, g.code, extract(year from d.settled_at at time zone 'UTC')::int as year,
        (row_number() over (
          partition by d.organization_id, extract(year from d.settled_at at time zone 'UTC') order by d.settled_at, d.id))::int as n
      from unnest(p_donations, p_codes) g (id, code) join donations d on d.id = g.id
      where g.code <> ''),
    per_year as (select organization_id, year, count(*)::int as n from wanted group by 1, 2),
    counted as (
      insert into receipt_counters as c (organization_id, year, last)
        select organization_id, year, n from per_year order by 1, 2
      on conflict (organization_id, year) do update set last = c.last + excluded.last
      returning c.organization_id, c.year, c.last),
    issued as (
      insert into receipts (donation_id, organization_id, campaign_id, donor_actor_id, year, serial, code, issued_at, currency, amount, intention)
        select w.id, w.organization_id, w.campaign_id, w.donor_actor_id, w.year, c.last - y.n + w.n, w.code, w.settled_at, w.currency,
          w.amount, w.intention
        from wanted w join per_year y using (organization_id, year) join counted c using (organization_id, year)
        order by w.settled_at, w.id
      returning id, donation_id)
    insert into receipt_names (receipt_id, organization_id, is_anonymous, donor_actor_id, name)
      select i.id, o.organization_id, o.is_anonymous, o.donor_actor_id, o.name
      from issued i join donation_donors o on o.donation_id = i.donation_id
      where o.name is not null;
  end;

-- The one way by which a gift reaches the ledger, whether a webhook, an import or a cash slip asks: gifts that have just become SUCCEEDED get
-- transfer, postings, totals, receipt, public line and news. `p_codes` are receipts' codes, by place; empty for no receipt.
create function post_gifts(p_donations uuid[], p_codes text[], p_now timestamptz) returns void
  language sql security definer set search_path = sanad, pg_temp
  begin atomic
    select move_gifts(p_donations, 'GIFT', null, 'FUND', 1, p_now);
    select count_donors(p_donations, 1);
    select issue_receipts(p_donations, p_codes);
    select publish_donations(p_donations);
    select announce_progress(array(select distinct campaign_id from donations where id = any (p_donations)));
  end;

-- Settles gifts that were paid at the gateway: they move to SUCCEEDED, once each, and are posted. A gift whose campaign was closed while it was
-- being paid is not posted to it: the money is held in suspense, to be paid back. Outcomes: SETTLED, HELD; a gift that can't be settled (again)
-- has no row. Planned once for all calls, since planning cost more than the work; every access is by a whole key.
create function settle_donations(p_donations uuid[], p_codes text[], p_now timestamptz) returns setof settlement
  language plpgsql security definer set search_path = sanad, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  kept uuid[];
  codes text[];
  held uuid[];
begin
  perform from donations where id = any (p_donations) order by id for no key update;
  select
      array_agg(d.id order by g.n) filter (where c.status <> 'CLOSED'),
      array_agg(g.code order by g.n) filter (where c.status <> 'CLOSED'),
      array_agg(d.id) filter (where c.status = 'CLOSED')
    into kept, codes, held
    from unnest(p_donations, p_codes) with ordinality g (id, code, n)
    join donations d on d.id = g.id join campaigns c on c.id = d.campaign_id
    where d.state in ('CREATED', 'PENDING', 'EXPIRED') or d.failure in ('DECLINED', 'ABANDONED');

  if held is not null then
    perform move_gifts(held, 'HELD', null, 'SUSPENSE', 1, p_now);
    update donations set state = 'FAILED', failure = 'CAMPAIGN_CLOSED', refund_state = 'REQUESTED', refund_reason = 'CAMPAIGN_CLOSED',
        refund_requested_at = p_now
      where id = any (held);
    insert into outbox (topic, aggregate_id, payload)
      select 'donation.changed', id, '{"state": "FAILED"}' from unnest(held) id order by id;
    return query select id, 'HELD' from unnest(held) id;
  end if;

  if kept is not null then
    update donations set state = 'SUCCEEDED', failure = null, settled_at = p_now where id = any (kept);
    perform post_gifts(kept, codes, p_now);
    insert into outbox (topic, aggregate_id, payload)
      select 'donation.changed', id, '{"state": "SUCCEEDED"}' from unnest(kept) id order by id;
    return query select id, 'SETTLED' from unnest(kept) id;
  end if;
end
$$;

-- Ends a gift that was not paid: declined, abandoned, not verified, or out of time (`p_failure` null). Only what is still open can end so.
create function end_donation(p_donation uuid, p_failure text) returns boolean
  language plpgsql security definer set search_path = sanad, pg_temp as $$
declare
  now_state text;
begin
  update donations set state = case when p_failure is null then 'EXPIRED' else 'FAILED' end, failure = p_failure
    where id = p_donation and state in ('CREATED', 'PENDING')
    returning state into now_state;
  if now_state is null then
    return false;
  end if;
  insert into outbox (topic, aggregate_id, payload) values ('donation.changed', p_donation, jsonb_build_object('state', now_state));
  return true;
end
$$;

-- Notes that the gateway was asked about gifts that it sent no notice of, and picks the ones to ask about now: past their time, or open for
-- long without having been asked. Several nodes never pick the same.
create function donations_to_check(p_now timestamptz, p_patience interval, p_limit int)
  returns table (id uuid, payment_reference text, overdue boolean)
  language sql security definer set search_path = sanad, pg_temp
  begin atomic
    update donations d set checked_at = p_now
      from (
        select w.id from donations w
        where w.state in ('CREATED', 'PENDING')
          and (w.expires_at <= p_now or (w.state = 'PENDING' and coalesce(w.checked_at, w.created_at) <= p_now - p_patience))
        order by w.created_at limit p_limit for update skip locked) due
      where d.id = due.id
      returning d.id, d.payment_reference, d.expires_at <= p_now;
  end;

-- Records gifts whose money is there, imported, entered from a slip, or of the demo, and posts them. One whose `origin` is known is left as it
-- is, so that recording again changes nothing. `receipt_code` is empty for no receipt. Returns the gifts of this call.
create function write_settled(p_gifts jsonb, p_now timestamptz) returns setof uuid
  language plpgsql security definer set search_path = sanad, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  written uuid[];
  codes text[];
begin
  with wrote as (
    insert into donations (id, campaign_id, organization_id, currency, amount, intention, channel, state, reference, is_anonymous,
        display_name, dedication, dedication_state, donor_actor_id, recorded_by, locale, slip_number, origin, payment_reference, created_at,
        received_at, settled_at)
      select g.id, g.campaign_id, c.organization_id, g.currency, g.amount, g.intention, g.channel, 'SUCCEEDED', g.reference, g.is_anonymous,
        g.display_name, g.dedication, g.dedication_state, g.donor_actor_id, g.recorded_by, g.locale, g.slip_number, g.origin,
        g.payment_reference, g.created_at, g.received_at, g.received_at
      from jsonb_populate_recordset(null::donations, p_gifts) g join campaigns c on c.id = g.campaign_id
      order by g.id
    on conflict on constraint donations_origin do nothing
    returning id, organization_id, is_anonymous, donor_actor_id),
  told as (
    insert into donation_donors (donation_id, organization_id, is_anonymous, donor_actor_id, name, email, phone)
      select w.id, w.organization_id, w.is_anonymous, w.donor_actor_id, g.donor_name, g.donor_email, g.donor_phone
      from jsonb_to_recordset(p_gifts) g (id uuid, donor_name text, donor_email text, donor_phone text) join wrote w on w.id = g.id)
  select array_agg(w.id), array_agg(coalesce(g.receipt_code, '')) into written, codes
    from jsonb_to_recordset(p_gifts) g (id uuid, receipt_code text) join wrote w on w.id = g.id;
  if written is not null then
    perform post_gifts(written, codes, p_now);
  end if;
  return query select unnest(written);
end
$$;

-- Writes down gifts received in cash and posts them: many at once, each by the officer who recorded it, so that gifts which come in together
-- pay for one set of statements and one commit (ADR 40). A slip is {actor, two_factors, key, request, gift}, `key` and `request` in hexadecimal;
-- its officer's rights are asked one slip after another. Without patience a lock isn't waited for long: all fail, and are tried again each by
-- itself, so that no body's gifts hang on another's. Outcomes by place: BEGUN, REPLAYED, REUSED,
-- NOT_FOUND, OTHER_TERMS (currency or intention is not the campaign's), DUPLICATE_SLIP, CAMPAIGN_CLOSED. Two slips of one number at the same instant
-- meet at the constraint donations_slip, and all of the call fails.
create function write_slips(p_slips jsonb, p_now timestamptz, p_patient boolean default true) returns setof verdict
  language plpgsql security definer set search_path = sanad, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  slip record;
  c campaigns;
  done verdict;
  begun jsonb[] := '{}';
begin
  if not p_patient then
    perform set_config('lock_timeout', '200ms', true);
  end if;
  for slip in
    select s.actor, s.two_factors, decode(s.key, 'hex') as key, decode(s.request, 'hex') as request, s.gift, g.*
    from jsonb_to_recordset(p_slips) s (actor uuid, two_factors boolean, key text, request text, gift jsonb)
    cross join lateral jsonb_to_record(s.gift) g (id uuid, campaign_id uuid, currency text, intention text, slip_number text)
  loop
    perform set_config('sanad.actor', slip.actor::text, true),
      set_config('sanad.two_factors', case when slip.two_factors then 'on' else '' end, true);
    select * into c from campaigns
      where campaigns.id = slip.campaign_id and status <> 'DRAFT' and organization_id = any (finance_organizations());
    if c.id is null then
      done := ('NOT_FOUND', null)::verdict;
    elsif c.currency <> slip.currency or slip.intention <> all (c.intentions) then
      done := ('OTHER_TERMS', null)::verdict;
    else
      done := null;
      if not exists (select from donation_request('recordCashDonation', slip.key)) then
        if c.status not in ('ACTIVE', 'PAUSED') then
          done := ('CAMPAIGN_CLOSED', null)::verdict;
        elsif exists (select from donations d where d.organization_id = c.organization_id and d.slip_number = slip.slip_number) then
          done := ('DUPLICATE_SLIP', null)::verdict;
        end if;
      end if;
      if done is null then
        done := claim_key('recordCashDonation', slip.key, slip.request, slip.id);
        if done.outcome = 'BEGUN' then
          begun := begun || (slip.gift || jsonb_build_object('recorded_by', slip.actor));
        end if;
      end if;
    end if;
    return next done;
  end loop;
  if begun <> '{}' then
    perform write_settled(to_jsonb(begun), p_now);
  end if;
end
$$;

-- Writes slips down as write_slips does, and tells each officer of their gift what they may see of it. Of the caller's rights, so that the
-- policies decide.
create function record_slips(p_slips jsonb, p_now timestamptz, p_patient boolean) returns table (outcome text, gift donation_views)
  language plpgsql set search_path = sanad, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  done verdict;
  n int := 0;
  caller text := current_setting('sanad.actor', true);
  factors text := current_setting('sanad.two_factors', true);
begin
  for done in select * from write_slips(p_slips, p_now, p_patient) loop
    outcome := done.outcome;
    gift := null;
    if done.outcome in ('BEGUN', 'REPLAYED') then
      perform set_config('sanad.actor', p_slips -> n ->> 'actor', true),
        set_config('sanad.two_factors', case when (p_slips -> n ->> 'two_factors')::boolean then 'on' else '' end, true);
      select * into gift from donation_views v where v.id = done.id;
    end if;
    n := n + 1;
    return next;
  end loop;
  perform set_config('sanad.actor', caller, true), set_config('sanad.two_factors', factors, true);
end
$$;

-- Takes a gift's money out of its fund to be paid back. Outcomes: REQUESTED, WRONG_STATE, INSUFFICIENT_FUNDS, NOT_FOUND, REPLAYED, REUSED.
create function request_refund(p_key bytea, p_request bytea, p_donation uuid, p_reason text, p_now timestamptz) returns verdict
  language plpgsql security definer set search_path = sanad, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  d donations;
  claimed verdict;
  tried int;
begin
  select * into d from donations where donations.id = p_donation and organization_id = any (finance_organizations()) for no key update;
  if d.id is null then
    return ('NOT_FOUND', null)::verdict;
  end if;
  if exists (select from donation_request('refundDonation', p_key)) then
    return claim_key('refundDonation', p_key, p_request, p_donation);
  end if;
  if coalesce(d.refund_state, 'FAILED') <> 'FAILED' or d.state <> 'SUCCEEDED' and d.refund_state is null then
    return ('WRONG_STATE', p_donation)::verdict;
  end if;
  if d.state <> 'SUCCEEDED' then
    -- held for a closed campaign, and the gateway refused once: it is asked again, the money stays where it is
    claimed := claim_key('refundDonation', p_key, p_request, p_donation);
    if claimed.outcome <> 'BEGUN' then
      return claimed;
    end if;
    update donations set refund_state = 'REQUESTED', refund_requested_at = p_now where donations.id = p_donation;
    return ('REQUESTED', p_donation)::verdict;
  end if;
  perform from accounts a
    where a.organization_id = d.organization_id and a.currency = d.currency
      and (a.kind = 'SUSPENSE' or a.kind = 'FUND' and a.campaign_id = d.campaign_id and a.intention = d.intention)
    order by a.id for no key update;
  perform from accounts a
    where a.kind = 'FUND' and a.organization_id = d.organization_id and a.campaign_id = d.campaign_id and a.intention = d.intention
      and a.currency = d.currency and a.balance >= d.amount;
  if not found then
    return ('INSUFFICIENT_FUNDS', p_donation)::verdict;
  end if;
  claimed := claim_key('refundDonation', p_key, p_request, p_donation);
  if claimed.outcome <> 'BEGUN' then
    return claimed;
  end if;
  select count(*) + 1 into tried from transfers where donation_id = p_donation and kind = 'REFUND';
  perform move_gifts(array[p_donation], 'REFUND', 'FUND', 'SUSPENSE', tried, p_now);
  perform count_donors(array[p_donation], -1);
  update donations set refund_state = 'REQUESTED', refund_reason = p_reason, refund_requested_at = p_now where donations.id = p_donation;
  delete from public_donations where public_donations.id = p_donation;
  perform announce_progress(array[d.campaign_id]);
  insert into outbox (topic, aggregate_id, payload) values ('donation.changed', p_donation, '{"refund": "REQUESTED"}');
  return ('REQUESTED', p_donation)::verdict;
end
$$;

-- Notes what became of a refund: paid back, or refused by the gateway, upon which the money returns to its fund (what was held for a closed
-- campaign stays held). Only a requested refund can end, and once.
create function end_refund(p_donation uuid, p_paid boolean, p_now timestamptz) returns boolean
  language plpgsql security definer set search_path = sanad, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  d donations;
  tried int;
begin
  select * into d from donations where id = p_donation and refund_state = 'REQUESTED' for no key update;
  if d.id is null then
    return false;
  end if;
  select greatest(count(*), 1) into tried from transfers where donation_id = p_donation and kind = 'REFUND';
  if p_paid then
    perform move_gifts(array[p_donation], 'REFUND_PAID', 'SUSPENSE', null, tried, p_now);
    update donations set refund_state = 'COMPLETED', refund_completed_at = p_now,
        state = case when state = 'SUCCEEDED' then 'REFUNDED' else state end
      where id = p_donation;
    update receipts set state = 'VOIDED' where donation_id = p_donation and state = 'VALID';
  else
    update donations set refund_state = 'FAILED' where id = p_donation;
    if d.state = 'SUCCEEDED' then
      perform move_gifts(array[p_donation], 'REFUND_REVERSED', 'SUSPENSE', 'FUND', tried, p_now);
      perform count_donors(array[p_donation], 1);
      perform publish_donations(array[p_donation]);
      perform announce_progress(array[d.campaign_id]);
    end if;
  end if;
  insert into outbox (topic, aggregate_id, payload)
    values ('donation.changed', p_donation, jsonb_build_object('refund', case when p_paid then 'COMPLETED' else 'FAILED' end));
  return true;
end
$$;

-- Moves money from a fund to a use of the same intention. The account's row lock and its check let two of these never take more than is
-- there. Outcomes: BEGUN, REPLAYED, REUSED, NOT_FOUND, CURRENCY_MISMATCH, INSUFFICIENT_FUNDS.
create function allocate(p_key bytea, p_request bytea, p_fund uuid, p_amount bigint, p_currency text, p_purpose text, p_now timestamptz)
  returns verdict
  language plpgsql security definer set search_path = sanad, pg_temp as $$
declare
  f accounts;
  used uuid;
  moved uuid;
  claimed verdict;
begin
  select * into f from accounts
    where accounts.id = p_fund and kind = 'FUND' and organization_id = any (finance_organizations()) for no key update;
  if f.id is null then
    return ('NOT_FOUND', null)::verdict;
  end if;
  if exists (select from donation_request('allocate', p_key)) then
    return claim_key('allocate', p_key, p_request, p_fund);
  end if;
  if f.currency <> p_currency then
    return ('CURRENCY_MISMATCH', p_fund)::verdict;
  end if;
  if f.balance < p_amount then
    return ('INSUFFICIENT_FUNDS', p_fund)::verdict;
  end if;
  claimed := claim_key('allocate', p_key, p_request, p_fund);
  if claimed.outcome <> 'BEGUN' then
    return claimed;
  end if;
  insert into accounts (kind, organization_id, campaign_id, intention, currency)
    values ('ALLOCATED', f.organization_id, f.campaign_id, f.intention, f.currency) on conflict do nothing;
  select accounts.id into strict used from accounts
    where kind = 'ALLOCATED' and organization_id = f.organization_id and campaign_id is not distinct from f.campaign_id
      and intention = f.intention and currency = f.currency;
  insert into transfers (kind, organization_id, currency, actor_id, memo, occurred_at)
    values ('ALLOCATION', f.organization_id, f.currency, actor_id(), p_purpose, p_now) returning transfers.id into moved;
  insert into postings (transfer_id, account_id, currency, amount)
    values (moved, f.id, f.currency, -p_amount), (moved, used, f.currency, p_amount);
  return claimed;
end
$$;

-- Posts movements that a register reports beside gifts: GRANT (money that came in) and DISBURSEMENT (money that went out), in any currency.
-- A negative one puts right what was reported before; these come last. What goes out beyond what was reported to have come in was paid from
-- elsewhere, so the missing part is granted first: a fund never runs negative. One whose `origin` is known is left as it is. Returns how many
-- were posted.
create function post_reported(p_movements jsonb) returns int
  language plpgsql security definer set search_path = sanad, pg_temp as $$
declare
  m record;
  posted int := 0;
  source uuid;
  fund uuid;
  spent uuid;
  lacking bigint;
  moved uuid;
begin
  for m in
    select r.*, c.organization_id
    from jsonb_to_recordset(p_movements)
      r (origin text, kind text, campaign_id uuid, intention text, currency text, amount bigint, occurred_at timestamptz, memo text)
    join campaigns c on c.id = r.campaign_id
    where r.kind in ('GRANT', 'DISBURSEMENT') and r.amount <> 0
    order by r.amount < 0, r.occurred_at, r.kind desc, r.origin
  loop
    continue when exists (select from transfers t where t.origin = m.origin);
    insert into accounts (kind, organization_id, campaign_id, intention, currency) values
      ('EXTERNAL', m.organization_id, null, null, m.currency),
      ('FUND', m.organization_id, m.campaign_id, m.intention, m.currency),
      ('SPENT', m.organization_id, m.campaign_id, m.intention, m.currency)
      on conflict do nothing;
    select a.id into strict source from accounts a
      where a.kind = 'EXTERNAL' and a.organization_id = m.organization_id and a.currency = m.currency;
    select a.id, greatest(case m.kind when 'GRANT' then -m.amount else m.amount end - a.balance, 0) into strict fund, lacking from accounts a
      where a.kind = 'FUND' and a.campaign_id = m.campaign_id and a.intention = m.intention and a.currency = m.currency for no key update;
    select a.id into strict spent from accounts a
      where a.kind = 'SPENT' and a.campaign_id = m.campaign_id and a.intention = m.intention and a.currency = m.currency;
    if lacking > 0 then
      insert into transfers (kind, organization_id, currency, memo, origin, occurred_at)
        values ('GRANT', m.organization_id, m.currency, m.memo, m.origin || '#funding', m.occurred_at) returning id into moved;
      insert into postings (transfer_id, account_id, currency, amount)
        values (moved, source, m.currency, -lacking), (moved, fund, m.currency, lacking);
    end if;
    insert into transfers (kind, organization_id, currency, memo, origin, occurred_at)
      values (m.kind, m.organization_id, m.currency, m.memo, m.origin, m.occurred_at) returning id into moved;
    insert into postings (transfer_id, account_id, currency, amount)
      select moved, s.account, m.currency, s.amount
      from (values
        (case m.kind when 'GRANT' then source else fund end, -m.amount),
        (case m.kind when 'GRANT' then fund else spent end, m.amount)) s (account, amount);
    posted := posted + 1;
  end loop;
  return posted;
end
$$;

-- Voids a receipt and issues it anew with another name. Outcomes: DONE (with the new one), NOT_FOUND, WRONG_STATE.
create function reissue_receipt(p_receipt uuid, p_name text, p_code text, p_now timestamptz) returns verdict
  language plpgsql security definer set search_path = sanad, pg_temp as $$
declare
  r receipts;
  fresh uuid := uuidv7();
  number int;
  issue_year int := extract(year from p_now at time zone 'UTC');
begin
  -- the gift first, as a refund does: what is issued anew while a refund ends would else stay valid
  perform from donations d join receipts q on q.donation_id = d.id
    where q.id = p_receipt and q.organization_id = any (finance_organizations()) for no key update of d;
  select * into r from receipts where receipts.id = p_receipt and organization_id = any (finance_organizations()) for no key update;
  if r.id is null then
    return ('NOT_FOUND', null)::verdict;
  end if;
  if r.state <> 'VALID' then
    return ('WRONG_STATE', p_receipt)::verdict;
  end if;
  update receipts set state = 'REPLACED', replaced_by = fresh where receipts.id = p_receipt;
  insert into receipt_counters as c (organization_id, year, last) values (r.organization_id, issue_year, 1)
    on conflict (organization_id, year) do update set last = c.last + 1 returning last into number;
  insert into receipts (id, donation_id, organization_id, campaign_id, donor_actor_id, year, serial, code, issued_at, currency, amount, intention)
    values (fresh, r.donation_id, r.organization_id, r.campaign_id, r.donor_actor_id, issue_year, number, p_code, p_now, r.currency,
      r.amount, r.intention);
  insert into receipt_names (receipt_id, organization_id, is_anonymous, donor_actor_id, name)
    select fresh, d.organization_id, d.is_anonymous, d.donor_actor_id, p_name from donations d where d.id = r.donation_id;
  return ('DONE', fresh)::verdict;
end
$$;

-- Lets a dedication be shown, or withholds it. Outcomes: DONE, NOT_FOUND.
create function moderate_dedication(p_donation uuid, p_show boolean) returns verdict
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  update donations d set dedication_state = case when p_show then 'SHOWN' else 'WITHHELD' end
    from organizations o
    where d.id = p_donation and d.dedication is not null and o.id = d.organization_id
      and has_platform_role('MODERATOR', o.jurisdiction);
  if not found then
    return ('NOT_FOUND', null)::verdict;
  end if;
  update public_donations p set dedication = case when p_show then d.dedication end
    from donations d where d.id = p_donation and p.id = d.id;
  return ('DONE', p_donation)::verdict;
end
$$;

-- Cuts gifts off from a person who departed: their own, and those that a guest gave with the person's confirmed address. What was given stays,
-- and receipts as they were issued; who gave is told by nothing but the name on the receipt. A campaign still counts its different donors, each
-- by a chance mark of that campaign's. Gifts are locked before counts, as settling does.
create function forget_donor(p_actor uuid, p_email text) returns bigint
  language plpgsql security definer set search_path = sanad, pg_temp as $$
declare
  salt text := gen_random_uuid()::text;
  theirs uuid[] := array(
    select id from donations where donor_actor_id = p_actor
    union
    select donation_id from donation_donors where donor_actor_id is null and lower(email) = lower(p_email));
begin
  update donations set is_anonymous = true, display_name = null, dedication = null, dedication_state = null,
      donor_actor_id = case when donor_actor_id is not null then md5(salt || campaign_id)::uuid end
    where id = any (theirs);
  update campaign_donors set donor_id = md5(salt || campaign_id)::uuid where donor_id = p_actor
    and campaign_id in (select campaign_id from donations where id = any (theirs));
  update donation_donors set donor_actor_id = null, name = null, email = null, phone = null where donation_id = any (theirs);
  update public_donations set display_name = null, dedication = null where id = any (theirs);
  update receipts set donor_actor_id = null where donation_id = any (theirs) and donor_actor_id is not null;
  update receipt_names set donor_actor_id = null
    where donor_actor_id = p_actor and receipt_id in (select id from receipts where donation_id = any (theirs));
  update donation_requests set scope = gen_random_uuid() where scope = p_actor;
  perform announce_progress(array(select distinct campaign_id from donations where id = any (theirs)));
  return cardinality(theirs);
end
$$;

-- Where the money of a channel comes from.
create function source_of(channel text) returns text
  language sql immutable
  return case channel when 'GATEWAY' then 'GATEWAY' when 'CASH' then 'CASH' else 'EXTERNAL' end;

-- Dedications that wait for the present actor's decision, oldest first.
create policy moderators_read on donations for select to sanad_api
  using (dedication_state is not null and organization_id = any ((select organizations_within('MODERATOR'))::uuid[]));

-- ── reconciliation ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A comparison of the ledger with a settlement file of the gateway. Kept as it was found; a new file is a new comparison.
create table reconciliations (
  id uuid primary key,
  organization_id uuid not null references organizations,
  upload_id uuid not null,
  file_name text not null,
  created_at timestamptz not null,
  created_by uuid not null,
  matched int not null,
  missing_here int not null,
  missing_there int not null,
  different int not null
);
create index reconciliations_by_organization on reconciliations (organization_id, created_at desc, id desc);
call protect('reconciliations');
create policy of_organization on reconciliations for select to sanad_api
  using (organization_id = any ((select finance_organizations())::uuid[]));
create policy by_finance on reconciliations for insert to sanad_api
  with check (organization_id = any ((select finance_organizations())::uuid[]) and created_by = (select actor_id()));
grant select, insert on reconciliations to sanad_api;

-- What the comparison says of each payment, the faults first.
create table reconciliation_lines (
  reconciliation_id uuid not null references reconciliations,
  n int not null,
  verdict text not null check (verdict in ('MATCHED', 'MISSING_HERE', 'MISSING_THERE', 'DIFFERENT')),
  payment_reference text not null,
  donation_id uuid references donations,
  stated_amount bigint,
  stated_currency text references currencies,
  primary key (reconciliation_id, n),
  check ((stated_amount is null) = (stated_currency is null))
);
create index reconciliation_lines_by_gift on reconciliation_lines (donation_id);
call protect('reconciliation_lines');
create policy of_reconciliation on reconciliation_lines for select to sanad_api
  using (exists (select from reconciliations r where r.id = reconciliation_id));
create policy by_finance on reconciliation_lines for insert to sanad_api
  with check (exists (select from reconciliations r where r.id = reconciliation_id));
grant select, insert on reconciliation_lines to sanad_api;

-- ── messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Mails and SMS where no identity runs on this database; the outbox of identity is preferred, since it sends and shows what is in it.
create table messages (
  id uuid primary key default uuidv7(),
  channel text not null check (channel in ('mail', 'sms')),
  recipient text not null,
  locale text not null,
  subject text,
  body text not null,
  created_at timestamptz not null default now()
);
call protect('messages');

create function send_message(p_channel text, p_recipient text, p_locale text, p_subject text, p_body text) returns void
  language plpgsql security definer set search_path = sanad, pg_temp as $$
begin
  if to_regclass('identity.outbox_messages') is null then
    insert into messages (channel, recipient, locale, subject, body) values (p_channel, p_recipient, p_locale, p_subject, p_body);
  else
    execute 'insert into identity.outbox_messages (channel, recipient, locale, subject, body) values ($1, $2, $3, $4, $5)'
      using p_channel, p_recipient, p_locale, p_subject, p_body;
  end if;
end
$$;

-- When a contact was last sent links to its gifts, as a keyed hash: one mail in five minutes, however often it is asked for.
create table donation_link_requests (
  contact_hash bytea primary key,
  sent_at timestamptz not null
);
call protect('donation_link_requests');
create policy job_all on donation_link_requests to sanad_job using (true) with check (true);
grant select, insert, update on donation_link_requests to sanad_job;

-- How far an allowance of such requests is spent, by contact and by caller, as keyed hashes: one instant tells it (generic cell rate
-- algorithm), the same for all nodes.
create table donation_link_allowances (
  key_hash bytea primary key,
  spent_until timestamptz not null
);
create index donation_link_allowances_whole on donation_link_allowances (spent_until);
call protect('donation_link_allowances');
create policy job_all on donation_link_allowances to sanad_job using (true) with check (true);
grant select, insert, update, delete on donation_link_allowances to sanad_job;

-- ── sandbox gateway ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The sandbox gateway's own books: it stands for another company, so nothing of Sanad's refers to them, nor they to it. `order_id` is what
-- Sanad calls the payment; `verified_at` is when Sanad fetched it, without which a payment is reversed.
create table sandbox_payments (
  id uuid primary key,
  reference text not null unique,
  order_id uuid not null unique,
  merchant uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  locale text not null check (locale in ('AR', 'FA', 'EN')),
  payee text not null,
  return_url text not null,
  state text not null default 'OPEN'
    check (state in ('OPEN', 'DELAYED', 'PAID', 'DECLINED', 'CANCELLED', 'EXPIRED', 'REVERSED', 'REFUNDED')),
  scenario text,
  refuses_refund boolean not null default false,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  paid_at timestamptz,
  verified_at timestamptz,
  refunded_at timestamptz
);
create index sandbox_payments_delayed on sandbox_payments (paid_at) where state = 'DELAYED';
create index sandbox_payments_unverified on sandbox_payments (paid_at) where state = 'PAID' and verified_at is null;
create index sandbox_payments_by_day on sandbox_payments (merchant, paid_at);
call protect('sandbox_payments');
create policy job_all on sandbox_payments to sanad_job using (true) with check (true);
grant select, insert, update on sandbox_payments to sanad_job;

-- Notices that the sandbox gateway owes, tried again until they are taken.
create table sandbox_notices (
  id bigint generated always as identity primary key,
  event_id text not null,
  payment_id uuid not null references sandbox_payments,
  body text not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  delivered_at timestamptz
);
create index sandbox_notices_due on sandbox_notices (due_at) where delivered_at is null;
create index sandbox_notices_by_payment on sandbox_notices (payment_id);
call protect('sandbox_notices');
create policy job_all on sandbox_notices to sanad_job using (true) with check (true);
grant select, insert, update on sandbox_notices to sanad_job;

-- Notices that Sanad took from a gateway: each id counts once.
create table gateway_notices (
  provider text not null,
  event_id text not null,
  donation_id uuid references donations,
  taken_at timestamptz not null,
  primary key (provider, event_id)
);
create index gateway_notices_by_gift on gateway_notices (donation_id);
call protect('gateway_notices');
create policy job_all on gateway_notices to sanad_job using (true) with check (true);
grant select, insert on gateway_notices to sanad_job;

-- ── who may call what ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

revoke execute on function begin_donation, claim_key, donation_request, open_checkout, donation_by_secret, verify_receipt, announce_progress, count_donors,
  publish_donations, move_gifts, post_gifts, fold_currencies, settle_donations, issue_receipts, end_donation, donations_to_check, write_settled, write_slips,
  record_slips, request_refund, end_refund, allocate, post_reported, reissue_receipt, moderate_dedication, send_message, forget_donor from public;
grant execute on function begin_donation, donation_request, donation_by_secret, verify_receipt, write_slips, record_slips, request_refund, allocate,
  reissue_receipt, moderate_dedication to sanad_api;
grant execute on function open_checkout, donation_by_secret, settle_donations, end_donation, donations_to_check, write_settled, end_refund,
  post_reported, send_message, forget_donor, fold_currencies to sanad_job;
