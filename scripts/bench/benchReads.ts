import { measure, type Measured } from './load';
import { median, spread, type Row } from './report';
import { residentMegabytes } from './residentMegabytes';
import type { Running, Stage } from './Stage';

export interface Turns {
  readonly seconds: number;
  readonly rounds: number;
}

const CONNECTIONS = 32;

/** `GET /users/me` through the whole product against the barest server that could answer it. */
export async function benchReads(stage: Stage, { seconds, rounds }: Turns): Promise<Row[]> {
  const ours = stage.server as Running;
  const bare = stage.baseline as Running;
  const read = (running: Running, path: string, time: number) =>
    measure({
      url: running.url,
      connections: CONNECTIONS,
      seconds: time,
      requests: stage.people.map(({ accessToken }) => ({
        path,
        headers: { authorization: `Bearer ${accessToken}` },
      })),
    });
  const idle = residentMegabytes(ours.child);
  await read(bare, '/users/me', 2);
  await read(ours, '/api/v1/users/me', 2);
  const pairs: { ours: Measured; bare: Measured }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const baseline = await read(bare, '/users/me', seconds);
    pairs.push({ bare: baseline, ours: await read(ours, '/api/v1/users/me', seconds) });
  }
  if (pairs.some((pair) => pair.ours.failures + pair.bare.failures > 0)) throw new Error('A read failed');
  return [
    {
      what: 'GET /users/me, 32 connections',
      baseline: 'bare Express 5, JWT, one named query',
      ratio: spread(pairs.map((pair) => pair.ours.perSecond / pair.bare.perSecond)),
      must: '≥ 0.60',
      aim: '≥ 1.0',
      figures: {
        'req/s': median(pairs.map((pair) => pair.ours.perSecond)),
        'baseline req/s': median(pairs.map((pair) => pair.bare.perSecond)),
        'p50 ms': median(pairs.map((pair) => pair.ours.p50)),
        'p99 ms': median(pairs.map((pair) => pair.ours.p99)),
        'RSS idle MB': idle,
        'RSS under load MB': residentMegabytes(ours.child),
      },
    },
  ];
}
