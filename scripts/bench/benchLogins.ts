import { setTimeout as pause } from 'node:timers/promises';
import { hashed, verifyRate } from './bcryptRate';
import type { Turns } from './benchReads';
import { measure } from './load';
import { median, spread, type Row } from './report';
import { PASSWORD, type SeededPerson } from './seed';
import type { Running, Stage } from './Stage';

const CLIENTS = 16;
/** One hash takes a quarter of it, sixteen take twice as long. */
const SOON_MS = 800;
/** More than any queue takes. */
const DEADLINE_MS = 60_000;

/** Logins against what the processors can hash at best, and what is left for readers meanwhile. */
export async function benchLogins(stage: Stage, { seconds, rounds }: Turns): Promise<Row[]> {
  const { url } = stage.server as Running;
  const logins = stage.people.map(({ email }) => ({
    method: 'POST' as const,
    path: '/api/v1/auth/login',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  }));
  const reads = stage.people.map(({ accessToken }) => ({
    path: '/api/v1/users/me',
    headers: { authorization: `Bearer ${accessToken}` },
  }));
  const stored = hashed(PASSWORD);
  const turns = [];
  for (let round = 0; round < rounds; round += 1) {
    await idle(url, stage.people[0] as SeededPerson);
    const best = await verifyRate(PASSWORD, stored, seconds);
    const alone = await measure({ url, connections: CLIENTS, seconds, requests: logins });
    await idle(url, stage.people[0] as SeededPerson);
    const quiet = await measure({ url, connections: CLIENTS, seconds, requests: reads });
    const [together] = await Promise.all([
      measure({ url, connections: CLIENTS, seconds, requests: reads }),
      measure({ url, connections: CLIENTS, seconds, requests: logins }),
    ]);
    turns.push({ best, alone, quiet, together });
  }
  return [
    {
      what: 'POST /auth/login, 16 clients',
      baseline: 'pure bcrypt-12 on all cores',
      ratio: spread(turns.map(({ alone, best }) => alone.perSecond / best)),
      must: '≥ 0.85',
      aim: '≥ 0.97',
      figures: {
        'logins/s': median(turns.map(({ alone }) => alone.perSecond)).toFixed(1),
        'bcrypt/s': median(turns.map(({ best }) => best)).toFixed(1),
        'p99 ms': median(turns.map(({ alone }) => alone.p99)),
        'refused 503': median(turns.map(({ alone }) => alone.busy)),
      },
    },
    {
      what: 'reads beside 16 clients that log in, req/s',
      baseline: 'the same reads alone',
      ratio: spread(turns.map(({ together, quiet }) => together.perSecond / quiet.perSecond)),
      must: '≥ 0.5',
      aim: '≥ 0.65',
      figures: { 'req/s': median(turns.map(({ together }) => together.perSecond)) },
    },
    {
      what: 'reads beside 16 clients that log in, p99',
      baseline: 'the same reads alone',
      ratio: spread(turns.map(({ together, quiet }) => together.p99 / quiet.p99)),
      must: '≤ 2',
      aim: '≤ 1.3',
      figures: { 'p99 ms': median(turns.map(({ together }) => together.p99)) },
    },
  ];
}

/** Clients that were cut off leave their passwords in the queue: waits until a sign-in has it to itself, a minute at most. */
async function idle(url: string, { email }: SeededPerson): Promise<void> {
  for (const deadline = performance.now() + DEADLINE_MS; ; await pause(SOON_MS)) {
    const begun = performance.now();
    const { status } = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    if (status === 200 && performance.now() - begun < SOON_MS) return;
    if (performance.now() > deadline)
      throw new Error(`The last sign-in was answered with ${status}, or late.`);
  }
}
