// PostGraphile 5 with its Amber preset on Sanad's own schema.
import { createServer } from 'node:http';
import jwt from 'jsonwebtoken';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { actors, poolSize, port, run, url } from '../shared/serve.mjs';

run(async () => {
  const actor = actors(jwt.verify);
  const pgl = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [makePgService({ connectionString: url, schemas: ['sanad'], poolConfig: { max: poolSize, min: 2 } })],
    grafserv: { watch: false, graphiql: false, websockets: false, graphqlPath: '/graphql' },
    grafast: {
      explain: false,
      context(request) {
        const id = actor(request.node?.req.headers ?? {});
        return id ? { pgSettings: { 'sanad.actor': id, 'sanad.two_factors': 'on' } } : {};
      },
    },
  });
  if (process.env.PRINT) {
    const { printSchema } = await import('graphql');
    console.log(printSchema(await pgl.getSchema()));
    process.exit(0);
  }
  const server = createServer();
  server.keepAliveTimeout = 60_000;
  await pgl.createServ(grafserv).addTo(server);
  server.listen(port, '127.0.0.1');
});
