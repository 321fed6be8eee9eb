import { randomUUID } from 'node:crypto';
import { median, spread, type Row } from './report';
import { seedGrowth, type Crowd } from './seedGrowth';
import type { Running, Stage } from './Stage';

const FEW = 1_000;
const MANY = 1_000_000;
const READS = 200;

type Path = (crowd: Crowd, read: number) => string;

const cursors = Array.from({ length: READS }, () => Buffer.from(randomUUID()).toString('base64url'));
const page = (read: number) => `limit=25&cursor=${cursors[read]}`;

const PATHS: readonly (readonly [what: string, must: string, path: Path])[] = [
  [
    'GET /workspaces/:id/members',
    '≤ 1.3',
    (crowd, read) => `/workspaces/${crowd.workspaceId}/members?${page(read)}`,
  ],
  ['GET /users', '≤ 1.3', (_crowd, read) => `/users?${page(read)}`],
  [
    'GET /users/search, whole names',
    'none',
    ({ names }, read) => `/users/search?q=${encodeURIComponent(names[read % names.length] ?? '')}`,
  ],
];

/** What a page costs in a workspace of a million members, against one of a thousand in the same database. */
export async function benchGrowth(stage: Stage, rounds: number): Promise<Row[]> {
  const [few, many] = (await seedGrowth(stage.databaseUrl, stage.jwtSecret, [FEW, MANY])) as [Crowd, Crowd];
  const { url } = stage.server as Running;
  const rows: Row[] = [];
  for (const [what, must, path] of PATHS) {
    await medians(url, path, [few, many]);
    const pairs: (readonly [few: number, many: number])[] = [];
    for (let round = 0; round < rounds; round += 1) pairs.push(await medians(url, path, [few, many]));
    rows.push({
      what: `${what}, 10⁶ members, p50`,
      baseline: 'the same with 10³ members',
      ratio: spread(pairs.map(([small, large]) => large / small)),
      must,
      aim: '≤ 1.1',
      figures: {
        'p50 ms': median(pairs.map(([, large]) => large)).toFixed(2),
        'baseline p50 ms': median(pairs.map(([small]) => small)).toFixed(2),
      },
    });
  }
  return rows;
}

/** In turn, one after the other: whatever else the machine does weighs on both. */
async function medians(
  url: string,
  path: Path,
  [few, many]: readonly [Crowd, Crowd],
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let read = 0; read < READS; read += 1) {
    times[0].push(await timed(`${url}/api/v1${path(few, read)}`, few));
    times[1].push(await timed(`${url}/api/v1${path(many, read)}`, many));
  }
  return [median(times[0]), median(times[1])];
}

async function timed(url: string, { accessToken, workspaceId }: Crowd): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${accessToken}`, 'x-workspace-id': workspaceId },
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - began;
}
