import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { anEmail, anOwner, PASSWORD, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { CrashingPostgres } from '../../support/postgres/CrashingPostgres';
import { query } from '../../support/postgres/query';
import { there } from '../../support/there';

let server: CrashingPostgres;
let app: TestApp;
let ann: Person;

/** The whole server, its connections included. */
async function signalAll(name: NodeJS.Signals): Promise<void> {
  const pid = await server.pid();
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const processes = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ +/).map(Number));
  const children = processes.filter(([, parent]) => parent === pid).map(([child]) => there(child));
  for (const one of [pid, ...children]) process.kill(one, name);
}

beforeEach(() => {
  // Sequelize says by itself what every caller is told anyway.
  jest.spyOn(console, 'warn').mockImplementation();
});
beforeAll(async () => {
  server = await CrashingPostgres.start();
  app = await TestApp.start({ DATABASE_URL: server.loginUrl, DB_MIGRATION_URL: server.url });
  ann = await anOwner(app);
});
afterAll(async () => {
  await app.stop();
  await server.end();
});

const signUp = (email = anEmail()) =>
  app.post('/auth/signup', { name: 'Bob Jones', email, password: PASSWORD, organizationName: 'Bytes' });
const mySessions = () => app.get('/auth/sessions', { token: ann.accessToken });
const ready = async () => (await fetch(`${app.url}/health/ready`)).status;
const rename = (firstName: string) =>
  app.call('patch', '/users/me', { firstName }, { token: ann.accessToken });

/** A refusal that a client can act upon: never a 500. */
function expectUnavailable({ status, body, headers }: Awaited<ReturnType<typeof signUp>>): void {
  expect({ status, code: body.code }).toEqual({ status: 503, code: 'DATABASE_UNAVAILABLE' });
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
}

/** The first answer that is no refusal for want of a database; any other refusal fails the test. */
async function afterRecovery(call: () => ReturnType<typeof signUp>) {
  for (;;) {
    const answer = await call();
    if (answer.status < 400) return answer;
    expectUnavailable(answer);
    await pause(50);
  }
}

const WHOLE = { users: 1, audits: 1, events: 1 };
const effectsOf = (email: string) =>
  query<{ users: number; audits: number; events: number }>(
    server.url,
    `SELECT count(*)::int AS users,
       (SELECT count(*)::int FROM audit_log WHERE action = 'user.registered' AND details ->> 'email' = $1) AS audits,
       (SELECT count(*)::int FROM outbox WHERE name = 'user:registered' AND payload ->> 'email' = $1) AS events
     FROM users WHERE email = $1`,
    [email],
  );

describe('X5 PostgreSQL crashes', () => {
  it('and is refused as unavailable while it is down, then the same process works again', async () => {
    await mySessions().expect(200);
    await server.crash();
    const email = anEmail();
    for (const answer of await Promise.all([signUp(email), signUp(), mySessions(), rename('Eve')])) {
      expectUnavailable(answer);
    }
    expect(await ready()).toBe(503);
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);

    await server.startAgain();
    await afterRecovery(() => signUp(email));

    expect(await effectsOf(email)).toEqual([WHOLE]);
    await afterRecovery(mySessions);
    while ((await ready()) !== 200) await pause(50);
    await expect(app.mails.waitForMail(({ envelope }) => envelope.to.includes(email))).resolves.toBeDefined();
  });

  it('under requests in flight: each is there in full or not at all, none is a 500', async () => {
    const emails = Array.from({ length: 30 }, () => anEmail());
    const calls = emails.map(async (email, at) => {
      await pause(at * 5);
      return { email, answer: await signUp(email) };
    });
    await pause(60);
    await server.crash();
    const answers = await Promise.all(calls);
    await server.startAgain();

    const refused = answers.filter(({ answer }) => answer.status !== 201);
    expect(refused.length).toBeGreaterThan(0);
    for (const { answer } of refused) expectUnavailable(answer);
    for (const { email, answer } of answers) {
      const [effects] = await effectsOf(email);
      const allowed = [WHOLE, ...(answer.status === 201 ? [] : [{ users: 0, audits: 0, events: 0 }])];
      expect(allowed).toContainEqual(effects);
    }
    await afterRecovery(signUp);
  });
});

describe('X6 PostgreSQL stands still', () => {
  it('and requests end as unavailable; it moves again, and so does everything', async () => {
    await Promise.all([mySessions().expect(200), rename('Ann').expect(200)]);
    await signalAll('SIGSTOP');
    const answers = await Promise.all([mySessions(), rename('Eve'), rename('Eva'), signUp(), mySessions()]);
    const readyMeanwhile = await ready();
    await signalAll('SIGCONT');

    for (const answer of answers) expectUnavailable(answer);
    expect(readyMeanwhile).toBe(503);
    await afterRecovery(() => rename('Anna'));
    await afterRecovery(mySessions);
    const { body } = await app.get('/users/me', { token: ann.accessToken }).expect(200);
    expect(body.data.firstName).toBe('Anna');
  });
});

describe('X8 PostgreSQL fails over to a server that is read-only for a while', () => {
  it('refuses writes as unavailable, goes on reading, and writes again when it may', async () => {
    await rename('Ann').expect(200);
    const elsewhere = new URL(server.url);
    elsewhere.pathname = '/postgres';
    await query(elsewhere.href, 'ALTER DATABASE portico SET default_transaction_read_only = on');
    await query(
      elsewhere.href,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'portico%'`,
    );
    for (let call = 0; call < 3; call += 1) expectUnavailable(await rename('Eve'));
    await afterRecovery(mySessions);

    await query(elsewhere.href, 'ALTER DATABASE portico RESET default_transaction_read_only');
    await afterRecovery(() => rename('Anna'));
  });
});
