// Apollo Server with DataLoader and node-postgres.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { byId, connection, innerId, listing, pageOf, pages, plain, prepare, prepared, recordCash, sql } from '../shared/data.mjs';
import { typeDefs } from '../shared/schema.mjs';
import { actors, poolSize, port, run, url } from '../shared/serve.mjs';

run(async () => {
  const pool = new pg.Pool({ connectionString: url, max: poolSize }), names = new Map(), query = prepared(pool, names);
  const one = (text) => new DataLoader(async (ids) => byId(ids, await query(text, [ids])));
  // a page of another size is another loader
  const paged = (text, loaders = new Map()) => (first) => {
    if (!loaders.has(first)) loaders.set(first, new DataLoader(async (ids) => pages(ids, await query(text, [ids, first + 1]), first)));
    return loaders.get(first);
  };
  const actor = actors(jwt.verify);
  await prepare(query);
  const server = new ApolloServer({
    typeDefs,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    resolvers: {
      ...plain,
      Query: {
        node: (_, { id }, { campaign, organization }) => {
          const inner = innerId(id);
          return (inner.type === 'C' ? campaign : organization).load(inner.id);
        },
        campaigns: async (_, { filter, orderBy, first }) => connection(await query(...listing(filter, orderBy, pageOf(first))), pageOf(first)),
        organizations: async (_, { filter, first }) => connection(await query(sql.directory, [filter.areas, pageOf(first) + 1]), pageOf(first)),
        totals: () => query(sql.totals, []),
      },
      Organization: { ...plain.Organization, campaigns: (o, { first }, { campaignsOf }) => campaignsOf(pageOf(first)).load(o.id) },
      Campaign: {
        ...plain.Campaign,
        organization: (c, _, { organization }) => organization.load(c.organizationId),
        image: (c, _, { image }) => c.imageId && image.load(c.imageId),
        donations: (c, { first }, { donationsOf }) => donationsOf(pageOf(first)).load(c.id),
      },
      Donation: { ...plain.Donation, campaign: (d, _, { campaign }) => campaign.load(d.campaignId) },
      Mutation: { recordCashDonation: (_, { input }, context) => recordCash(pool, context.actor, input, names) },
    },
  });
  await startStandaloneServer(server, {
    listen: { port, host: '127.0.0.1' },
    context: async ({ req }) => ({
      actor: actor(req.headers),
      campaign: one(sql.campaigns),
      organization: one(sql.organizations),
      image: one(sql.images),
      campaignsOf: paged(sql.campaignsOf),
      donationsOf: paged(sql.donationsOf),
    }),
  });
});
