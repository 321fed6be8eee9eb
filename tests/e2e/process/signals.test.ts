import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { anEmail, PASSWORD } from '../../support/app/people';
import { ProcessScene, send } from '../../support/process/ProcessScene';
import { ROOT, type ServerProcess } from '../../support/process/ServerProcess';
import { waitUntil } from '../../support/postgres/serverProcesses';
import { hang } from '../../support/smtp/SmtpSink';

let scene: ProcessScene;
beforeAll(async () => {
  scene = await ProcessScene.open();
});
afterAll(() => scene.close());

interface Owner {
  readonly id: string;
  readonly token: string;
}

async function anOwner(url: string): Promise<Owner> {
  const body = { name: 'Ann Smith', email: anEmail(), password: PASSWORD, organizationName: 'Acme' };
  const answer = await send(`${url}/api/v1/auth/signup`, 'POST', body);
  const { data } = (await answer.json()) as { data: { user: { id: string }; accessToken: string } };
  return { id: data.user.id, token: data.accessToken };
}

/** A request that is under way until `let go`. */
async function aSlowRequest(url: string): Promise<{ answer: Promise<Response>; letGo(): Promise<void> }> {
  const { id, token } = await anOwner(url);
  const holder = new Client({ connectionString: scene.adminUrl });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(`SELECT 1 FROM users WHERE id = '${id}' FOR UPDATE`);
  const answer = send(`${url}/api/v1/users/me`, 'PATCH', { firstName: 'Anna' }, token);
  await waitUntil(() => isWaiting(id));
  return { answer, letGo: () => holder.end() };
}

/** Whether somebody waits for that account's row. */
async function isWaiting(userId: string): Promise<boolean> {
  const rows = await scene.sql(
    `SELECT 1 FROM pg_stat_activity w JOIN pg_stat_activity h ON h.pid = ANY (pg_blocking_pids(w.pid))
     WHERE h.query LIKE '%' || $1 || '%'`,
    [userId],
  );
  return rows.length > 0;
}

const isGone = (url: string) =>
  fetch(`${url}/health/live`).then(
    () => false,
    () => true,
  );

/** What one client sees that calls without pause over one connection kept open, until it is turned away. */
async function oneBusyClient(url: string, token: string): Promise<(number | string)[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const outcomes: (number | string)[] = [];
  while (!outcomes.includes('ECONNREFUSED') && outcomes.length < 100_000) {
    outcomes.push(await get(`${url}/api/v1/users/me`, token, agent));
  }
  agent.destroy();
  return outcomes;
}

function get(url: string, token: string, agent: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    const call = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      answer.on('error', (error: NodeJS.ErrnoException) => resolve(`answer: ${error.code}`));
    });
    call.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    call.end();
  });
}

describe('T5 X12 a server that is told to end', () => {
  it('finishes what is under way, fails no request of busy clients, and is held up by no idle connection', async () => {
    const server = scene.spawn();
    const url = await server.ready();
    const { token } = await anOwner(url);
    const idle = Array.from({ length: 10 }, () => new Agent({ keepAlive: true }));
    for (const agent of idle) await get(`${url}/health/live`, '', agent);
    const slow = await aSlowRequest(url);
    const busy = Array.from({ length: 10 }, () => oneBusyClient(url, token));
    await pause(200);

    server.signal('SIGTERM');
    await waitUntil(() => isGone(url));
    expect(server.child.exitCode).toBeNull();
    await slow.letGo();

    expect((await slow.answer).status).toBe(200);
    expect(await server.ended()).toBe(0);
    const outcomes = (await Promise.all(busy)).flat();
    expect(new Set(outcomes)).toEqual(new Set([200, 'ECONNREFUSED']));
    expect(outcomes.filter((outcome) => outcome === 200).length).toBeGreaterThan(10);
    for (const agent of idle) agent.destroy();
  });

  const mails = () =>
    scene.sql<{ leased: boolean }>(
      `SELECT leased_by IS NOT NULL AS leased, attempts, sealed IS NOT NULL AS sealed FROM jobs
       WHERE kind = 'mail.send' AND done_at IS NULL`,
    );

  it('gives up a mail that hangs, and leaves it to be sent later', async () => {
    const server = scene.spawn();
    const url = await server.ready();
    await waitUntil(async () => (await mails()).length === 0);
    scene.mails.behave(hang);
    await anOwner(url);
    await waitUntil(async () => (await mails()).some(({ leased }) => leased));

    server.signal('SIGTERM');

    expect(await server.ended()).toBe(0);
    expect(await mails()).toEqual([{ leased: false, attempts: 0, sealed: true }]);
  });

  it('drains once however the signal comes: to npm, to the group, from the keyboard, or twice', async () => {
    const tell: ((npm: ServerProcess) => void)[] = [
      (npm) => npm.signal('SIGTERM'),
      (npm) => npm.signalGroup('SIGTERM'),
      (npm) => npm.signalGroup('SIGINT'),
      (npm) => [1, 2].forEach(() => npm.signal('SIGTERM')),
    ];
    const started = await Promise.all(
      tell.map(async (act) => {
        const npm = scene.spawn({}, { cwd: ROOT, command: ['npm', 'start'] });
        return { npm, act, url: await npm.ready() };
      }),
    );

    const ends = await Promise.all(
      started.map(async ({ npm, act, url }) => {
        const slow = await aSlowRequest(url);
        act(npm);
        await waitUntil(() => isGone(url));
        await slow.letGo();
        return { status: (await slow.answer).status, code: await npm.ended() };
      }),
    );

    expect(ends).toEqual(tell.map(() => ({ status: 200, code: 0 })));
  });
});
