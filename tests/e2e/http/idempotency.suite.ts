import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Response } from 'supertest';
import { auditCount, membersOf } from '../../support/app/inviting';
import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { anEmail, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { rowsAdded } from '../../support/app/tableCounts';
import { tablesHolding } from '../../support/app/tablesHolding';
import { TestApp } from '../../support/app/TestApp';
import { whileHeld } from '../../support/app/whileHeld';

let app: TestApp;
let ann: VerifiedOwner;
let ben: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
  [ann, ben] = await Promise.all([aVerifiedOwner(app), aVerifiedOwner(app)]);
});
afterAll(() => app.stop());

const found = (key: string, body: object = { name: 'Beta' }, person: Person = ann) =>
  app.post('/workspaces', body, {
    token: person.accessToken,
    headers: { 'Idempotency-Key': key },
  });
const invite = (key: string, workspaceId: string, body: object, person: Person = ann) =>
  app.post(`/workspaces/${workspaceId}/members/invite`, body, {
    token: person.accessToken,
    headers: { 'Idempotency-Key': key },
  });
const workspacesOf = async ({ id }: Person) =>
  (await app.sql('SELECT 1 FROM memberships WHERE user_id = $1', [id])).length;
/** All that an answer says of its resource. */
const said = ({ status, text, headers: { etag } }: Response) => ({ status, text, etag });
const placesOf = (text: string) => tablesHolding(app, text);

describe('I17 the same Idempotency-Key', () => {
  it('with the same body: the stored answer, and no second effect of any kind', async () => {
    const key = randomUUID();
    const first = await found(key, { name: 'Beta', plan: 'free' }).expect(201);
    let again: Response | undefined;
    const added = await rowsAdded(app, async () => {
      again = await found(key, { plan: 'free', name: 'Beta' });
    });

    expect(again && said(again)).toEqual(said(first));
    expect(first.headers.etag).toBe('"1"');
    expect(added).toEqual({});
    await app.get(`/workspaces/${first.body.data.id}`, { token: ann.accessToken }).expect(200);
  });

  it('with the same body: one invitation, one mail', async () => {
    const [key, email] = [randomUUID(), anEmail('bob')];
    const send = () => invite(key, ann.workspaceId, { email, role: 'member' });
    const answers = [await send().expect(201), await send().expect(201)];
    await app.drain();

    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(answers[0]?.body.data).toMatchObject({ email, status: 'pending' });
    expect(app.mails.mails.filter(({ envelope }) => envelope.to.includes(email))).toHaveLength(1);
  });

  it('with the same body: the secret that is shown once, which nothing stores in the clear', async () => {
    const key = randomUUID();
    const make = () =>
      app.post(
        `/workspaces/${ann.workspaceId}/invite-links`,
        { role: 'member' },
        { token: ann.accessToken, headers: { 'Idempotency-Key': key } },
      );
    const answers = [await make().expect(201), await make().expect(201)];

    expect(answers[1]?.text).toBe(answers[0]?.text);
    expect(answers[0]?.body.data.token).toEqual(expect.any(String));
    expect(await placesOf(answers[0]?.body.data.token as string)).toEqual([]);
  });

  it('with another body: 422, and nothing happens', async () => {
    const key = randomUUID();
    await found(key).expect(201);
    for (const body of [{ name: 'Gamma' }, { name: 'Beta', plan: 'free' }])
      await expectRefusal(app, () => found(key, body), { status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('of another account, on another route or for another workspace: independent', async () => {
    const key = randomUUID();
    const [mine, theirs] = [
      await found(key).expect(201),
      await found(key, { name: 'Beta' }, ben).expect(201),
    ];
    expect(theirs.body.data.id).not.toBe(mine.body.data.id);

    const body = { email: anEmail('bob'), role: 'member' };
    const here = await invite(key, ann.workspaceId, body).expect(201);
    const there = await invite(key, mine.body.data.id as string, body).expect(201);
    expect(there.body.data.id).not.toBe(here.body.data.id);
    const shouted = await invite(key, ann.workspaceId.toUpperCase(), body).expect(201);
    expect(shouted.body).toEqual(here.body);
  });

  it('in flight: 409, and the first one goes on', async () => {
    const key = randomUUID();
    let first: Promise<Response> | undefined;
    const refused = await whileHeld(
      app,
      [['LOCK TABLE workspaces IN EXCLUSIVE MODE', []]],
      async () => {
        first = found(key).then((answer) => answer);
        while ((await inFlight()) === 0) await pause(5);
        return found(key, { name: 'Gamma' });
      },
      Number.POSITIVE_INFINITY,
    );

    expect(refused.body).toMatchObject({ statusCode: 409, code: 'IDEMPOTENCY_KEY_IN_USE' });
    expect(refused.headers['retry-after']).toBe('1');
    const answer = await first;
    expect(answer?.status).toBe(201);
    expect((await found(key)).body).toEqual(answer?.body);
  });

  it('after a refusal: free, also for another body', async () => {
    const [key, slug] = [randomUUID(), `s${randomUUID()}`];
    const taken = await found(randomUUID(), { name: 'Beta', slug }).expect(201);
    await expectRefusal(app, () => found(key, { name: 'Gamma', slug }), { status: 409, code: 'SLUG_TAKEN' });
    await app
      .call('delete', `/workspaces/${taken.body.data.id}`, undefined, { token: ann.accessToken })
      .expect(200);
    await found(key, { name: 'Delta', slug }).expect(201);
  });

  it('after a crash between effect and answer: one effect', async () => {
    const key = randomUUID();
    const before = await workspacesOf(ann);
    await app.sql(`CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`);
    await app.sql('ALTER FUNCTION crash() SECURITY DEFINER');
    await app.sql(
      'CREATE TRIGGER crash BEFORE INSERT ON idempotency_keys FOR EACH ROW EXECUTE FUNCTION crash()',
    );
    await expectRefusal(app, () => found(key), { status: 503, code: 'DATABASE_UNAVAILABLE' });
    expect(await workspacesOf(ann)).toBe(before);

    await app.sql('DROP TRIGGER crash ON idempotency_keys');
    const answer = await found(key).expect(201);
    expect((await found(key)).body).toEqual(answer.body);
    expect(await workspacesOf(ann)).toBe(before + 1);
  });

  it('after 24 hours: a new call', async () => {
    const key = randomUUID();
    const first = await found(key).expect(201);
    const age = (by: string) =>
      app.sql(`UPDATE idempotency_keys SET answered_at = answered_at - $1::interval`, [by]);
    await age('23 hours 59 minutes');
    expect((await found(key)).body).toEqual(first.body);
    await age('2 minutes');
    const second = await found(key, { name: 'Gamma' }).expect(201);
    expect(second.body.data.id).not.toBe(first.body.data.id);
    expect((await found(key, { name: 'Gamma' })).body).toEqual(second.body);
  });

  it('gives nobody an answer that they may not have any more', async () => {
    const [key, body] = [randomUUID(), { email: anEmail('bob'), role: 'viewer' }];
    const admin = await aMember(app, ann.workspaceId, 'admin');
    await invite(key, ann.workspaceId, body, admin).expect(201);
    const member = `/workspaces/${ann.workspaceId}/members/${admin.id}`;
    await app.call('patch', member, { role: 'member' }, { token: ann.accessToken }).expect(200);
    await invite(key, ann.workspaceId, body, admin).expect(403);
    await app.call('delete', member, undefined, { token: ann.accessToken }).expect(200);
    await invite(key, ann.workspaceId, body, admin).expect(404);
    expect(await membersOf(app, ann.workspaceId)).not.toHaveProperty(admin.id);
  });
});

describe('I17 many at once, under one key', () => {
  it('are sent once; a refused row is refused in the same words again', async () => {
    const [key, email, other] = [randomUUID(), anEmail('bob'), anEmail('eve')];
    const rows = [email, email, ann.email, other].map((to) => ({ email: to, role: 'member' }));
    const send = () =>
      app.post(
        `/workspaces/${ann.workspaceId}/members/invite/bulk`,
        { invitations: rows },
        { token: ann.accessToken, headers: { 'Idempotency-Key': key } },
      );
    const before = await auditCount(app, ann.workspaceId, 'invite.created');
    const [first, again] = [await send().expect(200), await send().expect(200)];

    expect(
      first.body.data.map((row: { refusal: { code: string } | null }) => row.refusal?.code ?? null),
    ).toEqual([null, 'INVITATION_PENDING', 'ALREADY_MEMBER', null]);
    expect(again.text).toBe(first.text);
    expect(await auditCount(app, ann.workspaceId, 'invite.created')).toBe(before + 2);
  });
});

describe('an Idempotency-Key', () => {
  it.each(['', ' ', 'two words', 'a'.repeat(256)])('I17 %j is refused', async (key) => {
    const answer = await expectRefusal(app, () => found(key), { status: 400, code: 'VALIDATION_ERROR' });
    expect(answer.body.details).toMatchObject([{ path: 'headers.Idempotency-Key' }]);
  });

  it('I17 may have 255 visible characters', async () => {
    const key = `~!"'\\${'a'.repeat(250)}`;
    const first = await found(key).expect(201);
    expect((await found(key)).body).toEqual(first.body);
  });

  it('leaves neither itself nor what was sent or answered in the clear', async () => {
    const [key, name] = [`key-${randomUUID()}`, `name-${randomUUID()}`];
    await found(key, { name }).expect(201);
    await app.drain();
    expect(await placesOf(key)).toEqual([]);
    expect(await placesOf(name)).not.toContain('idempotency_keys');
    expect(await placesOf(name)).toContain('workspaces');
  });

  it('changes nothing where the route takes none', async () => {
    const headers = { 'Idempotency-Key': 'no key at all' };
    await app.get('/users/me', { token: ann.accessToken, headers }).expect(200);
  });
});

async function inFlight(): Promise<number> {
  const waiting = await app.sql(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting.length;
}
