import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import {
  aMember,
  aSuperAdmin,
  aVerifiedOwner,
  aVerifiedPerson,
  join,
  type VerifiedOwner,
} from '../../support/app/members';
import { anEmail, aPerson, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp, type CallOptions } from '../../support/app/TestApp';

describe('What a super admin does across tenants', () => {
  let app: TestApp;
  let root: Person;
  let owner: VerifiedOwner;

  beforeAll(async () => {
    app = await TestApp.start();
    root = await aSuperAdmin(app);
    owner = await aVerifiedOwner(app);
  });
  afterAll(() => app.stop());

  function recorded(): Promise<object[]> {
    return app.sql(
      `SELECT actor_id AS actor, workspace_id AS workspace, details FROM audit_log
       WHERE action = 'platform.acted' ORDER BY occurred_at, id`,
    );
  }
  async function recordedAfter(act: () => PromiseLike<unknown>): Promise<object[]> {
    const before = await recorded();
    await act();
    return (await recorded()).slice(before.length);
  }
  const asRoot = (reason?: string): CallOptions => ({
    token: root.accessToken,
    ...(reason !== undefined && { headers: { 'X-Admin-Reason': reason } }),
  });

  const setRole = (
    { id }: Pick<Person, 'id'>,
    platformRole: unknown,
    options: CallOptions,
    password = root.password,
  ) => app.call('patch', `/users/${id}/platform-role`, { platformRole, password }, options);

  it('is on record with its reason, reading included', async () => {
    const { workspaceId: acme } = owner;
    const viewer = await aMember(app, acme, 'viewer');
    const rows = await recordedAfter(async () => {
      await app.get(`/workspaces/${acme}/members`, asRoot('Ticket 4711')).expect(200);
      await app
        .call('patch', `/workspaces/${acme}/members/${viewer.id}`, { role: 'member' }, asRoot('Ticket 4712'))
        .expect(200);
      await app.get('/users', asRoot()).expect(200);
      await app
        .call('patch', `/users/${viewer.id}/status`, { status: 'banned' }, asRoot('Abuse'))
        .expect(200);
    });

    const actor = root.id;
    const member = '/workspaces/:workspaceId/members/:userId';
    expect(rows).toEqual([
      {
        ...{ actor, workspace: acme },
        details: {
          ...{ method: 'GET', route: '/workspaces/:workspaceId/members', reason: 'Ticket 4711' },
          params: { workspaceId: acme },
        },
      },
      {
        ...{ actor, workspace: acme },
        details: {
          ...{ method: 'PATCH', route: member, reason: 'Ticket 4712' },
          params: { workspaceId: acme, userId: viewer.id },
        },
      },
      {
        ...{ actor, workspace: null },
        details: { method: 'GET', route: '/users', params: {}, reason: null },
      },
      {
        ...{ actor, workspace: null },
        details: { method: 'PATCH', route: '/users/:id/status', params: { id: viewer.id }, reason: 'Abuse' },
      },
    ]);
  });

  it('is on record also where the route is open to others, and they belong to some workspace', async () => {
    const own = await aVerifiedOwner(app);
    await app.sql(`UPDATE users SET platform_role = 'super_admin' WHERE id = $1`, [own.id]);
    const asOwn = { token: own.accessToken, headers: { 'X-Admin-Reason': 'Round' } };
    const lost = await aVerifiedOwner(app);
    await app
      .call('delete', `/workspaces/${lost.workspaceId}`, undefined, { token: lost.accessToken })
      .expect(200);
    const rows = await recordedAfter(async () => {
      await app.get('/users', asOwn).expect(200);
      await app.get('/workspaces', asOwn).expect(200);
      await app.post(`/workspaces/${lost.workspaceId}/restore`, {}, asOwn).expect(200);
      const newcomer = { email: anEmail(), firstName: 'Bob', lastName: 'Brown', role: 'member' };
      await app.post('/auth/register', { ...newcomer, workspaceId: owner.workspaceId }, asOwn).expect(201);
    });

    const row = { actor: own.id };
    expect(rows).toMatchObject([
      { ...row, details: { route: '/users', reason: 'Round' } },
      { ...row, details: { route: '/workspaces', reason: 'Round' } },
      { ...row, details: { route: '/workspaces/:id/restore', params: { id: lost.workspaceId } } },
      { ...row, workspace: owner.workspaceId, details: { route: '/auth/register', reason: 'Round' } },
    ]);
  });

  it('is not what they do with their own account, or as a member', async () => {
    const own = await aVerifiedOwner(app);
    await join(app, own.workspaceId, root.id, 'viewer');
    const rows = await recordedAfter(async () => {
      await app.get('/users/me', asRoot()).expect(200);
      await app.get(`/workspaces/${own.workspaceId}/members`, asRoot()).expect(200);
    });

    expect(rows).toEqual([]);
  });

  it('is to make somebody another one, and to take that back: it holds at once, and their session stays', async () => {
    const ann = await aVerifiedPerson(app);
    const all = () => app.get('/audit-logs', { token: ann.accessToken });
    await all().expect(403);

    const made = await setRole(ann, 'super_admin', asRoot('New colleague')).expect(200);
    expect(made.body).toMatchObject({ data: { id: ann.id, platformRole: 'super_admin' } });
    await all().expect(200);
    await setRole(ann, null, asRoot('Left the team')).expect(200);
    await all().expect(403);
    await app.get('/users/me', { token: ann.accessToken }).expect(200);

    const changes = await app.sql(
      `SELECT actor_id AS actor, action, details -> 'changes' -> 'platformRole' AS role FROM audit_log
       WHERE subject_id = $1 AND action LIKE 'user.super-admin%' ORDER BY id`,
      [ann.id],
    );
    expect(changes).toEqual([
      { actor: root.id, action: 'user.super-admin-made', role: { before: null, after: 'super_admin' } },
      { actor: root.id, action: 'user.super-admin-removed', role: { before: 'super_admin', after: null } },
    ]);
    expect((await recorded()).slice(-3)).toMatchObject([
      { details: { route: '/users/:id/platform-role', params: { id: ann.id }, reason: 'New colleague' } },
      { actor: ann.id, details: { route: '/audit-logs' } },
      { details: { route: '/users/:id/platform-role', params: { id: ann.id }, reason: 'Left the team' } },
    ]);
    await app.drain();
    const mails = app.mails.mails.filter(({ envelope }) => envelope.to.includes(ann.email));
    expect(mails.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['You are a super admin now', 'You are no super admin any more']),
    );
  });

  it('is not to make one by another, without the password, or of who is not verified', async () => {
    const [ann, bob] = [await aVerifiedPerson(app), await aPerson(app)];
    const refused = (call: () => Test, status: number, code: string, ...writes: string[]) =>
      expectRefusal(app, call, { status, code, writes });
    const asAnn = { token: ann.accessToken };

    await refused(() => setRole(ann, 'super_admin', asAnn), 403, 'FORBIDDEN', 'audit_log');
    await refused(() => setRole(ann, 'owner', asRoot()), 400, 'VALIDATION_ERROR');
    const guess = () => setRole(ann, 'super_admin', asRoot(), 'a wrong passphrase');
    await refused(guess, 401, 'INVALID_CREDENTIALS', 'audit_log', 'login_throttles');
    const ofBob = () => setRole(bob, 'super_admin', asRoot());
    await refused(ofBob, 409, 'PROMOTION_IMPOSSIBLE', 'audit_log', 'login_throttles');
    await setRole({ id: randomUUID() }, null, asRoot()).expect(404);
    const stale = { token: root.accessToken, headers: { 'If-Match': '"7"' } };
    await setRole(ann, 'super_admin', stale).expect(412);
    expect(await app.sql('SELECT platform_role AS role FROM users WHERE id = $1', [ann.id])).toEqual([
      { role: null },
    ]);
  });

  it('is not done in a workspace that there is not: unknown and malformed are one', async () => {
    const refused = (path: string, options: CallOptions) =>
      expectRefusal(app, () => app.get(path, options), { status: 404, code: 'NOT_FOUND' });
    const rows = await recordedAfter(async () => {
      for (const id of [randomUUID(), 'acme']) {
        const options = { token: root.accessToken, headers: { 'X-Workspace-Id': id } };
        for (const path of ['/users', '/users/me', '/workspaces', '/audit-logs', '/auth/me'])
          await refused(path, options);
      }
    });
    expect(rows).toEqual([]);
    const headers = { 'X-Workspace-Id': String(owner.workspaceId) };
    await app.get('/users/me', { token: root.accessToken, headers }).expect(200);
  });

  it('is not done with a reason that is too long', async () => {
    const viewer = await aMember(app, owner.workspaceId, 'viewer');
    const changed = await tablesChanged(app, async () => {
      const answer = await app
        .call('patch', `/users/${viewer.id}/status`, { status: 'banned' }, asRoot('x'.repeat(501)))
        .expect(400);
      expect(answer.body.details).toEqual([
        { path: 'header.x-admin-reason', message: 'must have at most 500 characters' },
      ]);
    });

    expect(changed).toEqual([]);
  });
});
