import { randomUUID } from 'node:crypto';
import { PASSWORD } from '../../support/app/people';
import { expectSoon } from '../../support/expectSoon';
import { checkJournal } from '../../support/process/checkJournal';
import { CommitProxy, type CrashPoint, type Side } from '../../support/process/CommitProxy';
import { ProcessScene, send } from '../../support/process/ProcessScene';
import type { ServerProcess } from '../../support/process/ServerProcess';
import { accept, acceptAnd } from '../../support/smtp/SmtpSink';

const SOON = 20_000;
const VERIFY = 'Verify your e-mail address';
/** The mails that come of a sign-up, by its answer; there is an account after any of these. */
const MAILS = new Map<string | null, string[]>([
  ['201', [VERIFY]],
  ['409 EMAIL_TAKEN', [VERIFY, 'You have an account already']],
]);

let scene: ProcessScene;
let proxy: CommitProxy;
let server: ServerProcess;
let url: string;
/** Each address, and what was answered at last. */
let people: Map<string, string | null>;

async function start(): Promise<void> {
  server = scene.spawn({ DATABASE_URL: proxy.url });
  url = await server.ready();
}

/** After a death: what the dead one had leased is free again. */
async function startAgain(): Promise<void> {
  await scene.relayLeaseRunsOut();
  await scene.jobLeasesRunOut();
  await start();
}

beforeEach(async () => {
  people = new Map();
  scene = await ProcessScene.open();
  proxy = await CommitProxy.open(scene.loginUrl);
  await start();
}, 120_000);
afterEach(async () => {
  await scene.close();
  await proxy.close();
}, 120_000);

/** The answer's status and code; null when there is none, or not all of it. */
async function signUp(email: string): Promise<string | null> {
  const body = { name: 'Ann Smith', email, password: PASSWORD, organizationName: 'Acme' };
  try {
    const answer = await send(`${url}/api/v1/auth/signup`, 'POST', body);
    const { code = '' } = (await answer.json()) as { code?: string };
    return `${answer.status} ${code}`.trim();
  } catch {
    return null;
  }
}

/** As a client does: again when there was no answer. */
async function signUpThroughDeath(name: string, death: () => Promise<unknown>): Promise<void> {
  const email = `${name}.${randomUUID()}@example.com`;
  const answer = await signUp(email);
  await death();
  people.set(email, answer ?? (await signUp(email)));
}

/** All the COMMITs that come of a sign-up, those of its relaying, its reactions and its mails included. */
async function crashPoints(): Promise<CrashPoint[]> {
  proxy.passed();
  await signUpThroughDeath('undisturbed', () => scene.drain());
  return proxy.passed();
}

/** @param place the point's, to tell by the address who died where */
async function dieAt(point: CrashPoint, side: Side, place: number): Promise<void> {
  proxy.killAt(point, side, () => server.signalGroup('SIGKILL'));
  await signUpThroughDeath(`${side}${place}`, async () => {
    const reached = { ...point, side, isReached: true };
    await expectSoon(
      async () => expect({ ...point, side, isReached: !proxy.isArmed }).toEqual(reached),
      SOON,
    );
    await startAgain();
  });
  await scene.drain();
}

/** What is on record about each, and the feed of their workspace. */
const TRACES = `
  SELECT
    array(SELECT a.action FROM audit_log a WHERE a.actor_id = u.id ORDER BY a.action) AS audits,
    array(SELECT o.seq::int FROM outbox o WHERE o.workspace_id = m.workspace_id ORDER BY o.seq) AS numbers,
    array(SELECT o.name FROM outbox o WHERE o.workspace_id = m.workspace_id ORDER BY o.seq) AS feed,
    (SELECT f.head_seq::int FROM workspace_feeds f WHERE f.workspace_id = m.workspace_id) AS head
  FROM unnest($1::text[]) AS e(email)
  LEFT JOIN users u USING (email) LEFT JOIN memberships m ON m.user_id = u.id`;
const REACTED_TWICE = `
  SELECT kind FROM jobs WHERE payload ? 'event' GROUP BY kind, payload #>> '{event,id}' HAVING count(*) > 1`;

const mailsTo = (email: string) =>
  scene.mails.mails
    .filter(({ envelope }) => envelope.to.includes(email))
    .map(({ subject = '' }) => subject)
    .sort();

/** Everybody is there once, with all that belongs to them. Who died between a 250 and its mark sent one mail twice. */
async function expectAllWhole(): Promise<void> {
  const emails = [...people.keys()];
  const verdict = await checkJournal(
    scene,
    emails.map((email) => ({ email, status: 201 })),
  );
  expect(verdict).toEqual({
    lost: [],
    half: [],
    unaudited: 0,
    unsent: 0,
    unmailed: [],
    differentIds: [],
    copies: 2,
  });
  for (const [email, answer] of people) {
    expect({ email, mails: [...new Set(mailsTo(email))] }).toEqual({
      email,
      mails: [...(MAILS.get(answer) ?? [])].sort(),
    });
  }
  const traces = await scene.sql<{ audits: string[]; numbers: number[]; head: number }>(TRACES, [emails]);
  const [one] = traces;
  expect(traces).toEqual(emails.map(() => one));
  expect(one?.audits).toEqual(expect.arrayContaining(['user.registered', 'workspace.created']));
  expect(one?.numbers).toEqual(Array.from({ length: one?.head ?? 0 }, (_, at) => at + 1));
  expect(await scene.sql(REACTED_TWICE)).toEqual([]);
}

it('X2 kill -9 before and after each COMMIT that comes of a sign-up: nothing is lost, half or double', async () => {
  const points = await crashPoints();
  expect(points.map(({ wrote }) => wrote).join()).toMatch(/INSERT INTO users.*INSERT INTO jobs.*UPDATE jobs/);

  for (const [place, point] of points.entries()) {
    await dieAt(point, 'before', place + 1);
    await dieAt(point, 'after', place + 1);
  }

  const [, beforeSignUp, afterSignUp] = people.values();
  expect([beforeSignUp, afterSignUp]).toEqual(['201', '409 EMAIL_TAKEN']);
  expect(people.size).toBe(1 + 2 * points.length);
  await expectAllWhole();
  expect(proxy.strays).toEqual([]);
}, 180_000);

it('X3 kill -9 at the 250 of the mail server: the mail comes once more, the same one, and never again', async () => {
  const death = new Promise<void>((resolve) => {
    const die = () => {
      server.signalGroup('SIGKILL');
      // Proxy and mail server are of one process: no mark can have passed since the 250.
      proxy.cut();
      resolve();
    };
    scene.mails.behave(acceptAnd(die), accept);
  });
  const recovery = death.then(startAgain);
  await Promise.all(['ann', 'bob', 'eve'].map((name) => signUpThroughDeath(name, () => recovery)));
  await scene.drain();
  await expectAllWhole();
  const mails = [...people.keys()].map(mailsTo);

  await server.kill();
  await startAgain();
  await signUpThroughDeath('later', () => scene.drain());
  await expectAllWhole();
  expect([...people.keys()].map(mailsTo)).toEqual([...mails, [VERIFY]]);
}, 120_000);
