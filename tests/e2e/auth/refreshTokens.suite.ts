import { createHash, randomBytes } from 'node:crypto';
import request from 'supertest';
import { startApplication, type Application } from '../../../src/core/bootstrap/startApplication';
import { loadConfig } from '../../../src/core/config/loadConfig';
import { modules } from '../../../src/modules';
import { faceOf } from '../../support/app/faceOf';
import { claimsOf } from '../../support/app/forgedToken';
import { anOwner, aPerson, signIn, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const present = (refreshToken: string) => app.post('/auth/refresh-token', { refreshToken });
const refresh = async (refreshToken: string) => {
  const { body } = await present(refreshToken).expect(200);
  return body.data as { accessToken: string; refreshToken: string };
};
const age = (person: Person) =>
  app.sql(
    `UPDATE refresh_tokens SET rotated_at = rotated_at - interval '11 seconds'
     WHERE rotated_at IS NOT NULL AND session_id IN (SELECT id FROM sessions WHERE user_id = $1)`,
    [person.id],
  );
const sessionOf = async ({ id }: Person) => {
  const [row] = await app.sql<{ end_reason: string | null; days: number; leaves: number }>(
    `SELECT s.end_reason, (extract(epoch FROM s.expires_at - now()) / 86400)::float8 AS days,
       (SELECT count(*)::int FROM refresh_tokens t WHERE t.session_id = s.id AND t.rotated_at IS NULL) AS leaves
     FROM sessions s WHERE s.user_id = $1`,
    [id],
  );
  return row;
};
const thefts = async ({ id }: Person) =>
  app.sql(`SELECT 1 FROM audit_log WHERE action = 'refresh.reuse' AND subject_id = $1`, [id]);

async function expectTheft(person: Person, stolen: string): Promise<void> {
  await present(stolen)
    .expect(401, /"REFRESH_REUSED"/)
    .expect('WWW-Authenticate', 'Bearer');
  expect(await sessionOf(person)).toMatchObject({ end_reason: 'theft' });
  expect(await thefts(person)).toHaveLength(1);
  await app.get('/auth/me', { token: person.accessToken }).expect(401, /"SESSION_ENDED"/);
}

describe('a refresh token', () => {
  it('is traded for a successor and a new access token, and slides the session', async () => {
    const ann = await aPerson(app);
    await app.sql(`UPDATE sessions SET expires_at = now() + interval '1 day' WHERE user_id = $1`, [ann.id]);
    const next = await refresh(ann.refreshToken);
    expect(next.refreshToken).not.toBe(ann.refreshToken);
    await app.get('/auth/me', { token: next.accessToken }).expect(200);
    const session = await sessionOf(ann);
    expect(session).toMatchObject({ end_reason: null, leaves: 1 });
    expect(session?.days).toBeGreaterThan(6.9);
    await refresh(next.refreshToken);
  });

  it('answers at /auth/refresh, too', async () => {
    const ann = await aPerson(app);
    await app.post('/auth/refresh', { refreshToken: ann.refreshToken }).expect(200);
  });

  it('E4 whose answer was lost is traded for the same successor', async () => {
    const ann = await aPerson(app);
    const lost = await refresh(ann.refreshToken);
    expect((await refresh(ann.refreshToken)).refreshToken).toBe(lost.refreshToken);
    expect(await sessionOf(ann)).toMatchObject({ end_reason: null, leaves: 1 });
  });

  it('E1 replayed after the grace of ten seconds ends the session, although the request fails', async () => {
    const ann = await aPerson(app);
    const next = await refresh(ann.refreshToken);
    await app.get('/auth/me', { token: next.accessToken }).expect(200);
    await age(ann);
    await expectTheft(ann, ann.refreshToken);
    await present(next.refreshToken).expect(401, /"SESSION_ENDED"/);
    await present(ann.refreshToken).expect(401, /"SESSION_ENDED"/);
    expect(await thefts(ann)).toHaveLength(1);

    await app.drain();
    const notices = app.mails.mails.filter(({ envelope }) => envelope.to.includes(ann.email));
    expect(notices.map(({ subject }) => subject)).toContain('A session of yours was ended');
  });

  it('E5 two generations old ends the session, within the ten seconds too', async () => {
    const ann = await aPerson(app);
    const child = await refresh(ann.refreshToken);
    await refresh(child.refreshToken);
    await expectTheft(ann, ann.refreshToken);
  });

  it('ends only the session it belongs to', async () => {
    const ann = await aPerson(app);
    const elsewhere = await signIn(app, ann);
    const child = await refresh(ann.refreshToken);
    await refresh(child.refreshToken);
    await present(ann.refreshToken).expect(401, /"REFRESH_REUSED"/);
    await app.get('/auth/me', { token: elsewhere.accessToken }).expect(200);
    await refresh(elsewhere.refreshToken);
  });

  it('E7 is refused after seven days without use', async () => {
    const ann = await aPerson(app);
    expect((await sessionOf(ann))?.days).toBeCloseTo(7, 2);
    const past = `expires_at - interval '7 days 1 second'`;
    await app.sql(`UPDATE sessions SET expires_at = ${past} WHERE user_id = $1`, [ann.id]);
    await expectRefusal(app, () => present(ann.refreshToken), { status: 401, code: 'REFRESH_INVALID' });
  });

  it('E7 does not slide its session beyond thirty days', async () => {
    const ann = await aPerson(app);
    await app.sql(`UPDATE sessions SET ends_at = ends_at - interval '29 days' WHERE user_id = $1`, [ann.id]);
    const next = await refresh(ann.refreshToken);
    expect((await sessionOf(ann))?.days).toBeCloseTo(1, 2);
    const past = `interval '2 days'`;
    await app.sql(
      `UPDATE sessions SET ends_at = ends_at - ${past}, expires_at = expires_at - ${past}
                   WHERE user_id = $1`,
      [ann.id],
    );
    await present(next.refreshToken).expect(401, /"REFRESH_INVALID"/);
  });

  it('E10 is stored as a hash, which is no token', async () => {
    const ann = await aPerson(app);
    const [row] = await app.sql<{ hash: Buffer }>(`SELECT hash FROM refresh_tokens WHERE session_id = $1`, [
      claimsOf(ann.accessToken).sid,
    ]);
    const { hash } = row as { hash: Buffer };
    expect(hash.equals(createHash('sha256').update(ann.refreshToken).digest())).toBe(true);
    for (const token of [hash.toString('base64url'), hash.toString('hex'), `\\x${hash.toString('hex')}`])
      await expectRefusal(app, () => present(token), { status: 401, code: 'REFRESH_INVALID' });
  });

  it('E12 cannot be guessed: two hundred random ones touch nothing', async () => {
    const changed = await tablesChanged(app, async () => {
      for (let i = 0; i < 200; i += 1)
        await present(randomBytes(32).toString('base64url')).expect(401, /"REFRESH_INVALID"/);
    });
    expect(changed).toEqual([]);
  });

  it('is not an access token, and an access token is none', async () => {
    const ann = await aPerson(app);
    await present(ann.accessToken).expect(401, /"REFRESH_INVALID"/);
    await app.get('/auth/me', { token: ann.refreshToken }).expect(401, /"TOKEN_INVALID"/);
  });

  it('counts alone: refreshing does not look at Authorization', async () => {
    const ann = await aPerson(app);
    const ben = await aPerson(app);
    const headers = { Authorization: 'Bearer bogus' };
    await app.post('/auth/refresh', { refreshToken: ann.refreshToken }, { headers }).expect(200);
    const { body } = await app
      .post('/auth/refresh', { refreshToken: ann.refreshToken }, { token: ben.accessToken })
      .expect(200);
    expect(body).toMatchObject({ data: { user: { id: ann.id } } });
    await expectRefusal(app, () => app.post('/auth/refresh', {}, { token: ann.accessToken }), {
      status: 401,
      code: 'TOKEN_MISSING',
    });
  });

  it('E14 the fifty-first session ends the oldest', async () => {
    const ann = await aPerson(app);
    await app.sql(
      `INSERT INTO sessions (id, user_id, created_at, expires_at, ends_at)
       SELECT gen_random_uuid(), $1, now() + make_interval(secs => i), now() + interval '1 day', now() + interval '1 day'
       FROM generate_series(1, 49) i`,
      [ann.id],
    );
    await app.get('/auth/me', { token: ann.accessToken }).expect(200);
    await app.sql(`UPDATE sessions SET created_at = now() - interval '1 hour' WHERE id = $1`, [
      claimsOf(ann.accessToken).sid,
    ]);
    const newest = await signIn(app, ann);
    await app.get('/auth/me', { token: ann.accessToken }).expect(401, /"SESSION_ENDED"/);
    await present(ann.refreshToken).expect(401, /"SESSION_ENDED"/);
    await app.get('/auth/me', { token: newest.accessToken }).expect(200);
    const ended = await app.sql(
      'SELECT end_reason FROM sessions WHERE user_id = $1 AND ended_at IS NOT NULL',
      [ann.id],
    );
    expect(ended).toEqual([{ end_reason: 'evicted' }]);
  });
});

describe('the workspace of a refreshed session', () => {
  it('stays the session’s last', async () => {
    const ann = await anOwner(app);
    const { body } = await present(ann.refreshToken).expect(200);
    expect(body).toMatchObject({ data: { workspace: { id: ann.workspaceId }, role: 'owner' } });
  });

  it('can be named when one is in it; a foreign and an unknown one are 404 alike and rotate nothing', async () => {
    const ann = await anOwner(app);
    const ben = await anOwner(app);
    const refreshInto = (workspaceId: string | null) =>
      expectRefusal(app, () => app.post('/auth/refresh', { refreshToken: ann.refreshToken, workspaceId }), {
        status: 404,
        code: 'NOT_FOUND',
      });
    const foreign = await refreshInto(ben.workspaceId);
    const unknown = await refreshInto('0192f0c1-2b3c-7d4e-8f50-123456789abc');
    expect(faceOf(foreign)).toEqual(faceOf(unknown));
    const own = { refreshToken: ann.refreshToken, workspaceId: ann.workspaceId?.toUpperCase() };
    const { body } = await app.post('/auth/refresh', own).expect(200);
    expect(body).toMatchObject({ data: { workspace: { id: ann.workspaceId } } });
  });

  it('that is suspended is 403 and rotates nothing', async () => {
    const ann = await anOwner(app);
    await app.sql(`UPDATE workspaces SET status = 'suspended' WHERE id = $1`, [ann.workspaceId]);
    const body = { refreshToken: ann.refreshToken, workspaceId: ann.workspaceId };
    await expectRefusal(app, () => app.post('/auth/refresh', body), {
      status: 403,
      code: 'WORKSPACE_SUSPENDED',
      writes: ['audit_log'],
    });
    await app.sql(`UPDATE workspaces SET status = 'active' WHERE id = $1`, [ann.workspaceId]);
    await refresh(ann.refreshToken);
  });
});

describe('E11 after a restart', () => {
  let restarted: Application;
  beforeAll(async () => {
    restarted = await startApplication(loadConfig(app.environment), modules);
  });
  afterAll(() => restarted.stop());
  const presentThere = (refreshToken: string) =>
    request(restarted.url).post('/api/v1/auth/refresh').send({ refreshToken });

  it('what was signed out and what was stolen stays refused; the living goes on', async () => {
    const [left, robbed, living] = [await aPerson(app), await aPerson(app), await aPerson(app)];
    await app.post('/auth/logout', { refreshToken: left.refreshToken }).expect(200);
    const child = await refresh(robbed.refreshToken);
    await age(robbed);
    await presentThere(robbed.refreshToken).expect(401, /"REFRESH_REUSED"/);
    await presentThere(child.refreshToken).expect(401, /"SESSION_ENDED"/);
    await presentThere(left.refreshToken).expect(401, /"SESSION_ENDED"/);
    await presentThere(living.refreshToken).expect(200);
  });
});
