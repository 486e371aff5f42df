// Mercurius on Fastify, with its loaders and graphql-jit.
import Fastify from 'fastify';
import jwt from 'jsonwebtoken';
import mercurius from 'mercurius';
import pg from 'pg';
import { byId, connection, innerId, listing, pageOf, pages, plain, prepare, prepared, recordCash, sql } from '../shared/data.mjs';
import { typeDefs } from '../shared/schema.mjs';
import { actors, poolSize, port, run, url } from '../shared/serve.mjs';

run(async () => {
  const pool = new pg.Pool({ connectionString: url, max: poolSize }), names = new Map(), query = prepared(pool, names);
  const opts = { cache: false };
  const one = (text, key) => ({
    opts,
    async loader(asked) {
      const ids = asked.map(({ obj }) => obj[key]);
      return byId(ids, await query(text, [ids.filter((id) => id)]));
    },
  });
  const paged = (text) => ({
    opts,
    async loader(asked) {
      const first = pageOf(asked[0].params.first), ids = asked.map(({ obj }) => obj.id);
      return pages(ids, await query(text, [ids, first + 1]), first);
    },
  });
  const actor = actors(jwt.verify);
  await prepare(query);
  const app = Fastify({ logger: false });
  app.register(mercurius, {
    schema: typeDefs,
    jit: 1,
    graphiql: false,
    context: (request) => ({ actor: actor(request.headers) }),
    resolvers: {
      ...plain,
      Node: { resolveType: plain.Node.__resolveType },
      Query: {
        node: async (_, { id }) => {
          const inner = innerId(id);
          return (await query(inner.type === 'C' ? sql.campaigns : sql.organizations, [[inner.id]]))[0];
        },
        campaigns: async (_, { filter, orderBy, first }) => connection(await query(...listing(filter, orderBy, pageOf(first))), pageOf(first)),
        organizations: async (_, { filter, first }) => connection(await query(sql.directory, [filter.areas, pageOf(first) + 1]), pageOf(first)),
        totals: () => query(sql.totals, []),
      },
      Mutation: { recordCashDonation: (_, { input }, context) => recordCash(pool, context.actor, input, names) },
    },
    loaders: {
      Organization: { campaigns: paged(sql.campaignsOf) },
      Campaign: { organization: one(sql.organizations, 'organizationId'), image: one(sql.images, 'imageId'), donations: paged(sql.donationsOf) },
      Donation: { campaign: one(sql.campaigns, 'campaignId') },
    },
  });
  await app.listen({ port, host: '127.0.0.1' });
});
