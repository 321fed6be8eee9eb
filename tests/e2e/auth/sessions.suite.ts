import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { faceOf } from '../../support/app/faceOf';
import { claimsOf } from '../../support/app/forgedToken';
import { aPerson, signIn, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

interface Session {
  readonly id: string;
  readonly current: boolean;
}

const list = ({ accessToken: token }: Person, query = '') => app.get(`/auth/sessions${query}`, { token });
const sessionsOf = async (person: Person) =>
  (await list(person, '?limit=100').expect(200)).body.data as Session[];
const currentOf = async (person: Person) =>
  (await sessionsOf(person)).find(({ current }) => current)?.id ?? 'none';
const revoke = ({ accessToken: token }: Person, id: string) =>
  app.call('delete', `/auth/sessions/${id}`, undefined, { token });

async function expectSignedOut({ accessToken, refreshToken }: Person): Promise<void> {
  const me = await app.get('/users/me', { token: accessToken }).expect(401);
  expect(me.body.code).toBe('SESSION_ENDED');
  await app.post('/auth/refresh', { refreshToken }).expect(401);
}

describe('the list of sessions', () => {
  it('shows where one is signed in, newest first, and which one asks', async () => {
    const ann = await aPerson(app);
    const { body } = await app
      .post(
        '/auth/login',
        { email: ann.email, password: ann.password },
        { headers: { 'User-Agent': 'x'.repeat(600) } },
      )
      .expect(200);

    const answer = await app.get('/auth/sessions', { token: body.data.accessToken }).expect(200);

    expect(answer.body.data).toEqual([
      {
        id: expect.any(String),
        current: true,
        ip: '127.0.0.1',
        userAgent: 'x'.repeat(512),
        createdAt: expect.any(String),
        lastUsedAt: expect.any(String),
        expiresAt: expect.any(String),
      },
      expect.objectContaining({ current: false }),
    ]);
    expect(answer.body.meta).toEqual({ limit: 25, nextCursor: null });
  });

  it('leaves out what ended, ran out, or is somebody else’s', async () => {
    const ann = await aPerson(app);
    const [gone, stale] = [await signIn(app, ann), await signIn(app, ann)];
    await aPerson(app);
    await app.post('/auth/logout', {}, { token: gone.accessToken }).expect(200);
    await app.sql('UPDATE sessions SET expires_at = now() WHERE id = $1', [await currentOf(stale)]);

    expect(await sessionsOf(ann)).toEqual([expect.objectContaining({ current: true })]);
  });
});

describe('revoking a session', () => {
  it('signs that device out at once, and no other', async () => {
    const ann = await aPerson(app);
    const there = await signIn(app, ann);
    const id = await currentOf(there);

    await revoke(ann, id.toUpperCase()).expect(200);

    await expectSignedOut(there);
    expect(await sessionsOf(ann)).toHaveLength(1);
    await expectRefusal(app, () => revoke(ann, id), { status: 404, code: 'NOT_FOUND' });
  });

  it('works on the session that asks', async () => {
    const ann = await aPerson(app);
    await revoke(ann, await currentOf(ann)).expect(200);
    await expectSignedOut(ann);
  });

  it('D13 does not find that of somebody else, as one that does not exist', async () => {
    const [ann, bob] = [await aPerson(app), await aPerson(app)];
    const refused = (id: string) =>
      expectRefusal(app, () => revoke(ann, id), { status: 404, code: 'NOT_FOUND' });

    const foreign = faceOf(await refused(await currentOf(bob)));
    expect(faceOf(await refused(randomUUID()))).toEqual(foreign);
    expect(faceOf(await refused('mine'))).toEqual(foreign);
    await app.get('/users/me', { token: bob.accessToken }).expect(200);
  });
});

describe('D13 the list of sessions', () => {
  it('holds one’s own, and marks this one', async () => {
    const ben = await aPerson(app);
    const elsewhere = await signIn(app, ben);
    const sessions = await sessionsOf(elsewhere);
    expect(sessions.map(({ current }) => current)).toEqual([true, false]);
    expect(sessions[0]?.id).toBe(claimsOf(elsewhere.accessToken).sid);
  });

  it('ends one of them, in any spelling of its id', async () => {
    const ben = await aPerson(app);
    const elsewhere = await signIn(app, ben);
    await revoke(ben, String(claimsOf(elsewhere.accessToken).sid).toUpperCase()).expect(200);
    await app.get('/auth/me', { token: elsewhere.accessToken }).expect(401, /SESSION_ENDED/);
    expect(await sessionsOf(ben)).toHaveLength(1);
  });

  it('does not end one of somebody else', async () => {
    const [ann, ben] = [await aPerson(app), await aPerson(app)];
    const hers = String(claimsOf(ann.accessToken).sid);
    await expectRefusal(app, () => revoke(ben, hers), { status: 404, code: 'NOT_FOUND' });
    await app.get('/auth/me', { token: ann.accessToken }).expect(200);
  });
});

describe('more than fifty sessions', () => {
  it('E14 end the oldest one', async () => {
    const ann = await aPerson(app);
    const second = await signIn(app, ann);
    await app.sql(
      `INSERT INTO sessions (id, user_id, created_at, expires_at, ends_at)
       SELECT gen_random_uuid(), $1, now(), now() + interval '1 day', now() + interval '1 day'
       FROM generate_series(1, 48)`,
      [ann.id],
    );
    await app.get('/users/me', { token: ann.accessToken }).expect(200);

    const newest = await signIn(app, ann);

    await expectSignedOut(ann);
    await app.get('/users/me', { token: second.accessToken }).expect(200);
    expect(await sessionsOf(newest)).toHaveLength(50);
    const evicted = await app.sql(
      `SELECT details->>'reason' AS reason FROM audit_log WHERE action = 'session.revoked' AND subject_id = $1`,
      [ann.id],
    );
    expect(evicted).toEqual([{ reason: 'evicted' }]);
  });
});

describe.each(['/auth/sessions', '/auth/security-log'])('the pages of %s', (path) => {
  let ann: Person;
  const page = (query: string) => app.get(`${path}?${query}`, { token: ann.accessToken });
  beforeAll(async () => {
    ann = await aPerson(app);
    for (let time = 0; time < 4; time += 1) await signIn(app, ann);
  });

  it('hold each entry once, in the order of the whole list', async () => {
    const whole = (await page('limit=100').expect(200)).body.data as Session[];
    const walked: Session[][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: Response = await page(`limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
      walked.push(body.data);
      cursor = body.meta.nextCursor;
    }

    expect(whole.length).toBeGreaterThanOrEqual(5);
    expect(walked.flat()).toEqual(whole);
    expect(walked.map(({ length }) => length).slice(0, -1)).toEqual(
      Array.from({ length: walked.length - 1 }, () => 2),
    );
    expect(walked).toHaveLength(Math.ceil(whole.length / 2));
  });

  it('I10 bear entries that come meanwhile, and a cursor whose entry is gone', async () => {
    const first = await page('limit=3').expect(200);
    const next = () => page(`limit=3&cursor=${first.body.meta.nextCursor}`).expect(200);
    const before = await next();
    await signIn(app, ann);
    await app.sql('UPDATE sessions SET ended_at = now() WHERE id = $1', [first.body.data[2].id]);

    expect((await next()).body.data).toEqual(before.body.data);
  });

  it.each([
    'limit=0',
    'limit=-1',
    'limit=101',
    'limit=1e9',
    'limit=NaN',
    'limit=2.5',
    'limit=',
    'limit=1&limit=1000',
    'cursor=',
    'cursor=nonsense',
    'cursor=%00',
    `cursor=${'a'.repeat(100)}`,
    `cursor=${Buffer.from("' OR 1=1 --").toString('base64url')}`,
    'cursor[a]=b',
    'offset=5',
    'sort=id',
  ])('I10 are not found by %s', async (query) => {
    await expectRefusal(app, () => page(query), { status: 400, code: 'VALIDATION_ERROR' });
  });
});
