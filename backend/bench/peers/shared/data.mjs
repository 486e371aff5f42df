// Statements and shapes that Apollo and Mercurius have in common: those of Sanad's repositories, with the columns that are asked for.
import { createHash, randomBytes } from 'node:crypto';

export const pageOf = (first) => Math.min(100, Math.max(1, first));
const CAMPAIGN = `c.id, c.slug, c.organization_id as "organizationId", c.jurisdiction, c.title, c.summary, c.status, c.sector, c.currency, c.goal,
  c.stops_at_goal as "stopsAtGoal", c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.image_id as "imageId",
  coalesce(t.raised, 0) as raised, coalesce(t.progress, 0) as progress, coalesce(t.donation_count, 0) as "donationCount",
  coalesce(t.donor_count, 0) as "donorCount"`;
const ORGANIZATION = 'o.id, o.slug, o.name, o.kind, o.verification_state as "verificationState"';

export const sql = {
  campaigns: `select ${CAMPAIGN} from campaigns c left join campaign_totals t on t.campaign_id = c.id where c.id = any($1)`,
  organizations: `select ${ORGANIZATION} from organizations o where o.id = any($1)`,
  images: 'select id, alt, width, height, placeholder, content_key as "contentKey" from images where id = any($1)',
  campaignsOf: `select parent.id as parent, own.* from unnest($1::uuid[]) parent (id) cross join lateral (
    select ${CAMPAIGN}, (extract(epoch from c.created_at) * 1000000)::bigint as "sortKey"
    from campaigns c left join campaign_totals t on t.campaign_id = c.id where c.organization_id = parent.id
    order by c.created_at desc, c.id desc limit $2::int) own`,
  donationsOf: `select parent.id as parent, own.* from unnest($1::uuid[]) parent (id) cross join lateral (
    select p.id, p.currency, p.amount, p.display_name as "displayName", p.settled_at as "settledAt",
      (extract(epoch from p.settled_at) * 1000000)::bigint as "sortKey"
    from public_donations p where p.campaign_id = parent.id order by p.settled_at desc, p.id desc limit $2::int) own`,
  directory: `select ${ORGANIZATION}, k.name_ar as "sortKey" from organization_cards k join organizations o on o.id = k.id where k.areas && $1
    order by k.name_ar collate "ar-x-icu", k.id limit $2::int`,
  totals: 'select currency, raised, donation_count as "donationCount" from raised_by_currency order by donation_count desc, currency',
  currencies: 'select code, decimals, denominated_since::text as since from currencies',
  actor: "select set_config('sanad.actor', $1, true), set_config('sanad.two_factors', 'on', true)",
  recordCash: 'select outcome, id from write_slips($1::jsonb, $2)',
  donation: `select v.id, v.reference, v.state, v.currency, v.amount, v.campaign_id as "campaignId", v.receipt_year as "receiptYear",
    v.receipt_serial as "receiptSerial", v.receipt_code as "receiptCode" from donation_views v where v.id = $1`,
};

const ORDERS = {
  NEWEST: ['k.published_at desc, k.id desc', '(extract(epoch from k.published_at) * 1000000)::bigint'],
  ENDING_SOON: ['k.ends asc, k.id asc', 'k.ends::text'],
  RELEVANCE: ['s.rank desc, k.id desc', 's.rank'],
};

/** The public list's statement with its values. */
export function listing(filter, orderBy, first) {
  const values = [], take = (value) => `$${values.push(value)}`, where = [];
  const order = orderBy === 'RELEVANCE' && !filter?.query ? 'NEWEST' : orderBy;
  const from = filter?.query ? `search_campaigns(${take(filter.query)}) s join campaign_cards k on k.id = s.id` : 'campaign_cards k';
  where.push(`k.status = any(${take(filter?.statuses?.length ? filter.statuses : ['ACTIVE'])})`);
  if (filter?.sectors?.length) where.push(`k.sector = any(${take(filter.sectors)})`);
  if (filter?.areas?.length) where.push(`k.areas && ${take(filter.areas)}`);
  if (filter?.jurisdictions?.length) where.push(`k.jurisdiction = any(${take(filter.jurisdictions)})`);
  if (order === 'ENDING_SOON') where.push(`k.ends >= ${take(new Date().toISOString().slice(0, 10))}::date`);
  return [`select ${CAMPAIGN}, ${ORDERS[order][1]} as "sortKey" from ${from} join campaigns c on c.id = k.id
    join campaign_totals t on t.campaign_id = k.id where ${where.join(' and ')} order by ${ORDERS[order][0]} limit ${take(first + 1)}::int`, values];
}

/** Queries a pool by prepared statements, one for each text. */
export function prepared(client, names = new Map()) {
  return async (text, values) => {
    // as Sanad does: PostgreSQL keeps a plan for one id, and makes a new one for every list of one
    if (text.endsWith('.id = any($1)') && values[0].length === 1) [text, values] = [text.replace('= any($1)', '= $1'), values[0]];
    let name = names.get(text);
    if (!name) names.set(text, (name = `s${names.size}`));
    return (await client.query({ name, text, values })).rows;
  };
}

export const globalId = (type, id) => Buffer.from(type + Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1'), 'latin1').toString('base64url');
export function innerId(text) {
  const bytes = Buffer.from(text, 'base64url'), hex = bytes.toString('hex', 1);
  return { type: String.fromCharCode(bytes[0]), id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` };
}

const cursor = (row) => Buffer.from(JSON.stringify([row.sortKey, row.id])).toString('base64url');
export function connection(rows, first) {
  const more = rows.length > first, nodes = more ? rows.slice(0, first) : rows;
  return { nodes, pageInfo: { hasNextPage: more, endCursor: nodes.length ? cursor(nodes[nodes.length - 1]) : null } };
}
export const byId = (ids, rows) => {
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
};
export function pages(ids, rows, first) {
  const found = new Map(ids.map((id) => [id, []]));
  for (const row of rows) found.get(row.parent).push(row);
  return ids.map((id) => connection(found.get(id), first));
}

let currencies = new Map();
export async function prepare(query) {
  currencies = new Map((await query(sql.currencies, [])).map((row) => [row.code, row]));
}
export function money(minor, code) {
  const { decimals, since } = currencies.get(code), digits = String(minor).padStart(decimals + 1, '0');
  return { amount: decimals ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : digits, currency: code, denominatedSince: since };
}
const minor = (amount, code) => {
  const [whole, part = ''] = amount.split('.');
  return whole + part.padEnd(currencies.get(code).decimals, '0');
};

const FALLBACKS = { AR: ['ar', 'fa', 'en'], FA: ['fa', 'ar', 'en'], EN: ['en'] };
export const nearest = (text, locale) => FALLBACKS[locale].find((tag) => text[tag] !== undefined) ?? text.origin;

const ZONES = { SY: 'Asia/Damascus', KW: 'Asia/Kuwait', IR: 'Asia/Tehran', XX: 'UTC' };
const days = Object.fromEntries(Object.entries(ZONES).map(([key, timeZone]) => [key, new Intl.DateTimeFormat('en-CA', { timeZone })]));
export function closedFor(c) {
  if (c.status !== 'ACTIVE') return c.status === 'DRAFT' ? 'NOT_PUBLISHED' : c.status;
  const today = days[c.jurisdiction].format(new Date());
  if (today < c.startsOn) return 'NOT_STARTED';
  if (c.endsOn && today > c.endsOn) return 'ENDED';
  return c.stopsAtGoal && BigInt(c.raised) >= BigInt(c.goal) ? 'GOAL_REACHED' : null;
}

/** Resolvers that need no statement. */
export const plain = {
  LocalizedText: {
    text: (text, { locale }) => text[nearest(text, locale)],
    locale: (text, { locale }) => nearest(text, locale).toUpperCase(),
  },
  Organization: { id: (o) => globalId('O', o.id), verification: (o) => ({ state: o.verificationState }) },
  Campaign: { id: (c) => globalId('C', c.id), goal: (c) => money(c.goal, c.currency), raised: (c) => money(c.raised, c.currency), closedFor },
  PublicDonation: { id: (d) => globalId('P', d.id), amount: (d) => money(d.amount, d.currency), settledAt: (d) => d.settledAt.toISOString() },
  Image: { id: (i) => globalId('I', i.id), url: (i) => `${process.env.PUBLIC_URL}/files/images/${i.contentKey}.svg` },
  CurrencyTotal: { raised: (t) => money(t.raised, t.currency) },
  Donation: {
    id: (d) => globalId('D', d.id),
    amount: (d) => money(d.amount, d.currency),
    receipt: (d) => ({ number: `R-${d.receiptYear}-${String(d.receiptSerial).padStart(6, '0')}`, verificationCode: d.receiptCode }),
  },
  Node: { __resolveType: (value) => (value.goal === undefined ? 'Organization' : 'Campaign') },
};

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const code = (length) => Array.from(randomBytes(length), (byte) => CROCKFORD[byte & 31]).join('');
const hash = (...parts) => createHash('sha256').update(parts.join('\u0000')).digest();
function uuid7() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 15);
  bytes[8] = 0x80 | (bytes[8] & 63);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const refused = (fault, message, ...path) => ({ donation: null, userErrors: [{ code: fault, path, message }] });

/** Records a slip in one transaction, by the statements that Sanad records it with. */
export async function recordCash(pool, actor, input, names) {
  if (!actor) throw new Error('sign in first');
  const client = await pool.connect();
  try {
    const query = prepared(client, names);
    await client.query('begin');
    await query(sql.actor, [actor]);
    const campaign = innerId(input.campaignId).id, currency = input.amount.currency;
    const now = new Date(), id = uuid7(), amount = minor(input.amount.amount, currency);
    const shown = input.isAnonymous ? null : input.donorName;
    const [verdict] = await query(sql.recordCash, [
      JSON.stringify([
        {
          actor,
          two_factors: true,
          key: hash('idempotency', input.idempotencyKey).toString('hex'),
          request: hash(campaign, amount, input.intention, input.receivedOn, input.slipNumber, input.donorName, input.isAnonymous).toString('hex'),
          gift: {
            id, campaign_id: campaign, currency, amount, intention: input.intention, channel: 'CASH', reference: `D-${code(4)}-${code(4)}`,
            is_anonymous: shown == null, display_name: shown, locale: 'AR', slip_number: input.slipNumber, created_at: now.toISOString(),
            received_at: `${input.receivedOn}T12:00:00Z`, donor_name: input.donorName, receipt_code: code(10),
          },
        },
      ]),
      now,
    ]);
    if (verdict.outcome !== 'BEGUN' && verdict.outcome !== 'REPLAYED') {
      await client.query('rollback');
      return refused(verdict.outcome, 'Not recorded.');
    }
    const [donation] = await query(sql.donation, [verdict.id]);
    await client.query('commit');
    return { donation, userErrors: [] };
  } catch (failure) {
    await client.query('rollback');
    throw failure;
  } finally {
    client.release();
  }
}

const NAMESPACE_URL = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');
/** The actor's id behind a subject, as Sanad derives it. */
export function actorId(issuer, subject) {
  const bytes = createHash('sha1').update(NAMESPACE_URL).update(`${issuer}#${subject}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
