// What every peer has in common: settings, who asks, and several processes on one port where WORKERS says so.
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import { actorId } from './data.mjs';

const workers = Number(process.env.WORKERS ?? 1);
export const port = Number(process.env.PORT);
export const url = process.env.DATABASE_URL;
export const poolSize = Math.max(2, Math.floor(Number(process.env.POOL ?? 16) / workers));

/** Runs `serve` in this process or in as many as are asked for. */
export function run(serve) {
  if (workers > 1 && cluster.isPrimary) for (let n = 0; n < workers; n++) cluster.fork();
  else serve();
}

/** The id of the actor whose bearer token comes with a request; null for a guest. `verify` is jsonwebtoken's. */
export function actors(verify) {
  const key = readFileSync(process.env.ISSUER_KEY), issuer = process.env.ISSUER;
  const expected = { algorithms: ['RS256'], issuer, audience: `${process.env.PUBLIC_URL}/graphql` };
  return (headers) => {
    const given = headers.authorization;
    return given?.startsWith('Bearer ') ? actorId(issuer, verify(given.slice(7), key, expected).sub) : null;
  };
}
