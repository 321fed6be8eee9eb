import type { Turns } from './benchReads';
import { measure, type Measured } from './load';
import { median, spread, type Row } from './report';
import type { Running, Stage } from './Stage';

const CONNECTIONS = 32;

/** A page of 25 members with their roles behind session, permission and wall, against one raw statement without checks. */
export async function benchMembers(stage: Stage, { seconds, rounds }: Turns): Promise<Row[]> {
  const read = (running: Running | null, base: string, time: number) =>
    measure({
      url: running?.url ?? '',
      connections: CONNECTIONS,
      seconds: time,
      requests: stage.people.map(({ accessToken, workspaceId }) => ({
        path: `${base}/workspaces/${workspaceId}/members`,
        headers: { authorization: `Bearer ${accessToken}` },
      })),
    });
  await read(stage.baseline, '', 2);
  await read(stage.server, '/api/v1', 2);
  const pairs: { ours: Measured; bare: Measured }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = await read(stage.baseline, '', seconds);
    pairs.push({ bare, ours: await read(stage.server, '/api/v1', seconds) });
  }
  if (pairs.some(({ ours, bare }) => ours.failures + bare.failures > 0)) throw new Error('A read failed');
  return [
    {
      what: 'GET /workspaces/:id/members, 25 rows, 32 connections',
      baseline: 'bare Express 5, one raw statement, no checks',
      ratio: spread(pairs.map(({ ours, bare }) => ours.perSecond / bare.perSecond)),
      must: '≥ 0.70',
      aim: '≥ 1.2',
      figures: {
        'req/s': median(pairs.map(({ ours }) => ours.perSecond)),
        'baseline req/s': median(pairs.map(({ bare }) => bare.perSecond)),
        'p50 ms': median(pairs.map(({ ours }) => ours.p50)),
        'p99 ms': median(pairs.map(({ ours }) => ours.p99)),
      },
    },
  ];
}
