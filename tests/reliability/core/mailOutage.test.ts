import { setTimeout as pause } from 'node:timers/promises';
import { anEmail, anOwner } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { accept, drop, hang, refuse, SmtpSink } from '../../support/smtp/SmtpSink';

interface MailJob {
  readonly id: string;
  readonly attempts: number;
  readonly state: 'open' | 'done' | 'dead';
  readonly sealed: boolean;
}

let app: TestApp;
/** The server that listens at the moment. */
let mails: SmtpSink;
beforeAll(async () => {
  app = await TestApp.start();
  ({ mails } = app);
});
afterAll(async () => {
  await app.stop();
  await mails.close();
});
beforeEach(async () => {
  await app.sql(`DELETE FROM jobs`);
  mails.mails.length = 0;
  mails.behave(accept);
});

const mailJobs = () =>
  app.sql<MailJob>(
    `SELECT id, attempts, sealed IS NOT NULL AS sealed,
       CASE WHEN done_at IS NOT NULL THEN 'done' WHEN dead_at IS NOT NULL THEN 'dead' ELSE 'open' END AS state
     FROM jobs WHERE kind = 'mail.send' ORDER BY created_at, id`,
  );

/** Until so many mails were tried so often. Whatever is to be tried again then rests until `fallDue`. */
async function tried(count: number, times = 1): Promise<MailJob[]> {
  for (;;) {
    await app.sql(
      `UPDATE jobs SET run_at = 'infinity' WHERE kind = 'mail.send' AND attempts >= $1 AND leased_by IS NULL`,
      [times],
    );
    const [moving] = await app.sql(
      `SELECT 1 FROM jobs WHERE done_at IS NULL AND dead_at IS NULL AND run_at <> 'infinity'`,
    );
    const jobs = await mailJobs();
    if (!moving && jobs.length >= count) return jobs;
    await pause(10);
  }
}

/** The time of the next attempt comes, for each mail in the order it is given here. */
async function fallDue(ids: readonly string[]): Promise<void> {
  await app.sql(
    `UPDATE jobs SET run_at = now() - interval '1 hour' + t.place * interval '1 second'
     FROM unnest($1::uuid[]) WITH ORDINALITY AS t(id, place) WHERE jobs.id = t.id`,
    [ids],
  );
}

const idOf = (messageId: string | undefined) => /^<?([^@]+)@/.exec(messageId ?? '')?.[1];

describe('X14 a mail server that is down for a while', () => {
  it('delays mails and nothing else; then all of them come, in the order they fell due, each once', async () => {
    const people = 24;
    const { port } = mails;
    await mails.close();
    for (let person = 0; person < people; person += 1) await anOwner(app);
    const waiting = await tried(people);
    expect(waiting.map(({ state }) => state)).toEqual(Array(people).fill('open'));
    const due = waiting.map(({ id }) => id).reverse();

    mails = new SmtpSink({ port });
    await mails.listen();
    await fallDue(due);
    await app.drain();

    const came = mails.mails.map(({ messageId }) => idOf(messageId));
    expect(new Set(came)).toEqual(new Set(due));
    expect(came).toHaveLength(people);
    // Ten are under way at a time: one may overtake nine others, and no more.
    came.forEach((id, place) => expect(Math.abs(due.indexOf(id as string) - place)).toBeLessThan(10));
  });
});

describe('X15 a mail server that misbehaves', () => {
  it('is tried again later after a 4xx, with the same message', async () => {
    mails.behave(refuse(450), refuse(421, 'mail'), accept);
    const { email } = await anOwner(app);
    for (const times of [1, 2]) {
      const [job] = await tried(1, times);
      expect(job).toMatchObject({ state: 'open', attempts: times, sealed: true });
      await fallDue([job?.id ?? '']);
    }
    await app.drain();

    const [job] = await mailJobs();
    expect(job).toMatchObject({ state: 'done', attempts: 3, sealed: false });
    expect(mails.mails.map(({ envelope, messageId }) => [envelope.to, idOf(messageId)])).toEqual([
      [[email], job?.id],
    ]);
  });

  it('is believed when it refuses for good: the mail is dead, its secret erased, the audit log says so', async () => {
    mails.behave(refuse(550), accept);
    await anOwner(app);
    const [job] = await tried(1);
    await anOwner(app);
    await app.drain();

    expect(job).toMatchObject({ state: 'dead', attempts: 1, sealed: false });
    expect(mails.mails).toHaveLength(1);
    expect(await app.sql(`SELECT details FROM audit_log WHERE action = 'job.dead'`)).toEqual([
      { details: { job: job?.id, kind: 'mail.send', attempts: 1 } },
    ]);
  });

  it('makes at most one duplicate when it drops the connection before it confirms, known by its Message-ID', async () => {
    mails.behave(drop, accept);
    const { email } = await anOwner(app);
    const [job] = await tried(1);
    await fallDue([job?.id ?? '']);
    await app.drain();

    expect(mails.mails.map(({ envelope, messageId }) => [envelope.to, idOf(messageId)])).toEqual([
      [[email], job?.id],
      [[email], job?.id],
    ]);
    expect(mails.mails[0]?.raw).toContain(mails.mails[1]?.text?.trim().split('\n')[0] ?? 'text');
  });

  it('holds up no reaction while it hangs with a mail', async () => {
    mails.behave(hang);
    await anOwner(app);
    await mails.waitForDeliveries(1);
    const email = anEmail();
    await anOwner(app, { email });
    for (;;) {
      const reactions = await app.sql<{ done: boolean }>(
        `SELECT done_at IS NOT NULL AS done FROM jobs WHERE kind = 'reaction:MailVerificationWhenUserRegistered'`,
      );
      if (reactions.length >= 2 && reactions.every(({ done }) => done)) break;
      await pause(10);
    }

    expect((await mailJobs()).map(({ state }) => state)).toEqual(['open', 'open']);
  });
});
