import { Client } from 'pg';
import { Crowd } from './Crowd';
import { median, spread, type Row } from './report';
import { residentMegabytes } from './residentMegabytes';
import type { SeededPerson } from './seed';
import type { CrowdMember } from './socketCrowd';
import type { Running, Stage } from './Stage';

const LISTENERS = 1_000;
const EVENTS = 60;
const WARM_UP = 10;
const IDLE = 10_000;
/** For the memory of one socket. */
const WEIGHED = 5_000;
const PER_ADDRESS = 900;
const PER_PERSON = 40;
const KILOBYTES = 1_024;

const COMMITTED = `
  SELECT extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 * 1000 AS at FROM workspaces WHERE id = $1`;

/** Events to a full room, and what a socket that only listens costs; against Socket.IO alone. */
export async function benchSockets(stage: Stage, { rounds }: { readonly rounds: number }): Promise<Row[]> {
  return [await benchRoom(stage, rounds), ...(await benchIdle(stage, rounds))];
}

/** From COMMIT to the last of a thousand sockets. */
async function benchRoom(stage: Stage, rounds: number): Promise<Row> {
  const database = new Client({ connectionString: stage.databaseUrl });
  await database.connect();
  const [owner] = stage.people as [SeededPerson];
  await database.query(`UPDATE memberships SET role = 'owner' WHERE user_id = $1`, [owner.userId]);
  const ours = await stage.restartServer();
  const bare = await stage.startBareSockets();
  const [single, crowd, bareCrowd] = [new Crowd(), new Crowd(), new Crowd()];
  try {
    const colleagues = stage.people.filter(({ workspaceId }) => workspaceId === owner.workspaceId);
    await single.connect(ours.url, membersOf(colleagues, 1));
    await bareCrowd.connect(bare.url, roommates(LISTENERS));
    const committed = async (name: string, hearers = crowd): Promise<number> => {
      let at = Number.NaN;
      const last = await hearers.lastToHear(name, async () => {
        await rename(ours, owner, name);
        at = (await database.query<{ at: number }>(COMMITTED, [owner.workspaceId])).rows[0]?.at ?? Number.NaN;
      });
      return last - at;
    };
    const emitted = async (name: string): Promise<number> => {
      let at = Number.NaN;
      const last = await bareCrowd.lastToHear(name, async () => void (at = await emit(bare, name)));
      return last - at;
    };
    for (const name of names('warm single')) await committed(name, single);
    const toOne = await inTurn(names('single'), (name) => committed(name, single));
    await crowd.connect(ours.url, membersOf(colleagues, LISTENERS));
    for (let at = 0; at < WARM_UP; at += 1)
      await Promise.all([committed(`warm ${at}`), emitted(`warm ${at}`)]);
    const pairs: { ours: number[]; bare: number[] }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const inRound = names(`round ${round}`);
      pairs.push({ bare: await inTurn(inRound, emitted), ours: await inTurn(inRound, committed) });
    }
    return {
      what: `one event to ${LISTENERS} sockets, p99 from COMMIT to the last`,
      baseline: 'bare Socket.IO room emit, from the emit to the last',
      ratio: spread(pairs.map((pair) => percentile(pair.ours, 0.99) / percentile(pair.bare, 0.99))),
      must: '≤ 1.5',
      aim: '≤ 1.1',
      figures: {
        'p50 ms': median(pairs.flatMap((pair) => pair.ours)).toFixed(1),
        'p99 ms': median(pairs.map((pair) => percentile(pair.ours, 0.99))).toFixed(1),
        'p50 ms to a single socket': median(toOne).toFixed(1),
        'p99 ms to a single socket': percentile(toOne, 0.99).toFixed(1),
        'bare p50 ms': median(pairs.flatMap((pair) => pair.bare)).toFixed(1),
        'bare p99 ms': median(pairs.map((pair) => percentile(pair.bare, 0.99))).toFixed(1),
      },
    };
  } finally {
    await Promise.all([single.leave(), crowd.leave(), bareCrowd.leave(), database.end()]);
    await bare.stop();
  }
}

/** What a socket weighs that only listens, in fresh processes in turn, and how many of them the last one holds. */
async function benchIdle(stage: Stage, rounds: number): Promise<Row[]> {
  const everybody = membersOf(stage.people, IDLE);
  const pairs: { ours: number; bare: number }[] = [];
  let held = { sockets: Number.NaN, megabytes: Number.NaN };
  for (let round = 0; round < rounds; round += 1) {
    const [crowd, bareCrowd, late] = [new Crowd(), new Crowd(), new Crowd()];
    const bareServer = await stage.startBareSockets();
    try {
      const bare = await weigh(bareServer, bareCrowd, roommates(WEIGHED));
      const server = await stage.restartServer();
      pairs.push({ bare, ours: await weigh(server, crowd, everybody.slice(0, WEIGHED)) });
      if (round < rounds - 1) continue;
      await late.connect(server.url, everybody.slice(WEIGHED));
      held = { sockets: await stage.socketsHeld(), megabytes: residentMegabytes(server.child) };
    } finally {
      await Promise.all([crowd.leave(), bareCrowd.leave(), late.leave()]);
      await bareServer.stop();
    }
  }
  return [
    {
      what: 'memory of an idle socket, KB above the baseline',
      baseline: 'a socket of bare Socket.IO',
      ratio: spread(pairs.map(({ ours, bare }) => ours - bare)),
      must: '≤ 6 KB',
      aim: '≤ 2 KB',
      figures: {
        'KB a socket': median(pairs.map(({ ours }) => ours)).toFixed(1),
        'bare KB a socket': median(pairs.map(({ bare }) => bare)).toFixed(1),
        'sockets held': held.sockets,
        'RSS MB with all of them': held.megabytes,
      },
    },
  ];
}

/** Kilobytes of each. */
async function weigh(server: Running, crowd: Crowd, members: readonly CrowdMember[]): Promise<number> {
  const before = residentMegabytes(server.child);
  await crowd.connect(server.url, members);
  return ((residentMegabytes(server.child) - before) * KILOBYTES) / members.length;
}

function membersOf(people: readonly SeededPerson[], count: number): CrowdMember[] {
  return Array.from({ length: count }, (_, at) => ({
    auth: { token: (people[Math.floor(at / PER_PERSON)] as SeededPerson).accessToken },
    from: addressFor(at),
  }));
}

function roommates(count: number): CrowdMember[] {
  return Array.from({ length: count }, (_, at) => ({ auth: { room: 'acme' }, from: addressFor(at) }));
}

function addressFor(at: number): string {
  return `127.0.1.${1 + Math.floor(at / PER_ADDRESS)}`;
}

async function rename({ url }: Running, owner: SeededPerson, name: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/workspaces/${owner.workspaceId}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${owner.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

async function emit({ url }: Running, name: string): Promise<number> {
  const answer = await fetch(`${url}/${encodeURIComponent(JSON.stringify({ room: 'acme', name }))}`, {
    method: 'POST',
  });
  return ((await answer.json()) as { emittedAt: number }).emittedAt;
}

function names(prefix: string): string[] {
  return Array.from({ length: EVENTS }, (_, at) => `${prefix}, event ${at}`);
}

async function inTurn(all: readonly string[], take: (name: string) => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  for (const name of all) taken.push(await take(name));
  return taken;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
