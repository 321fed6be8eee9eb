import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { faceOf } from '../../support/app/faceOf';
import { accept, invited } from '../../support/app/inviting';
import { aMember, aSuperAdmin, aVerifiedOwner, aVerifiedPerson, type Role } from '../../support/app/members';
import { turnOnMfa, unusedCode, type WithMfa } from '../../support/app/mfa';
import type { Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';

type Host = WithMfa & { readonly workspaceId: string };

let app: TestApp;
let ann: Host;
beforeAll(async () => {
  app = await TestApp.start();
});
beforeEach(async () => {
  ann = await turnOnMfa(app, await aVerifiedOwner(app));
});
afterAll(() => app.stop());

const as = (person: Person, headers: Record<string, string> = {}) => ({ token: person.accessToken, headers });
const path = (rest = '') => `/workspaces/${ann.workspaceId}${rest}`;
const demand = (by: Person, mfaRequired = true, of = ann.workspaceId) =>
  app.call('put', `/workspaces/${of}/security`, { mfaRequired }, as(by));
const read = (by: Person) => app.get(path('/security'), as(by));
const inWorkspace = (role: Role) => aMember(app, ann.workspaceId, role);
const expectShut = ({ status, body }: Response) =>
  expect({ status, code: body.code as string }).toEqual({ status: 403, code: 'MFA_SETUP_REQUIRED' });
const verdict = async (by: Person, permission: string, about: Person) => {
  const body = { permission, userId: about.id };
  return (await app.post(path('/permissions/check'), body, as(by)).expect(200)).body.data as object;
};

describe('a workspace that demands a second factor', () => {
  it('is made so, and no more so, by who manages it; members hear of it', async () => {
    const admin = await turnOnMfa(app, await inWorkspace('admin'));
    expect((await read(ann).expect(200)).body.data).toMatchObject({ mfaRequired: false });

    expect((await demand(admin).expect(200)).body.data).toMatchObject({ mfaRequired: true });
    expect(await tablesChanged(app, () => demand(admin).expect(200))).toEqual([]);
    expect((await read(ann).expect(200)).body.data).toMatchObject({ mfaRequired: true });
    await app.call('patch', path('/security'), { mfaRequired: false }, as(ann)).expect(200);

    await app.drain();
    const rows = await app.sql(
      `SELECT a.action, a.actor_id AS actor, o.payload FROM audit_log a JOIN outbox o USING (workspace_id, occurred_at)
       WHERE a.workspace_id = $1 AND o.name = 'workspace:security-changed'
         AND a.action = 'workspace.security-changed' AND o.seq IS NOT NULL ORDER BY o.seq`,
      [ann.workspaceId],
    );
    expect(rows).toEqual([
      { action: 'workspace.security-changed', actor: admin.id, payload: { mfaRequired: true } },
      { action: 'workspace.security-changed', actor: ann.id, payload: { mfaRequired: false } },
    ]);
    const workspace = await app.get(path(), as(ann)).expect(200);
    expect(workspace.body.data).not.toHaveProperty('mfaRequired');
  });

  it('has the version of the workspace, which a change may count on', async () => {
    const change = (mfaRequired: boolean, version: number) =>
      app.call('patch', path('/security'), { mfaRequired }, as(ann, { 'If-Match': `"${version}"` }));
    const seen = await read(ann).expect(200);
    expect(seen.body.data).toEqual({ mfaRequired: false, version: 1 });
    expect(seen.headers.etag).toBe('"1"');

    const changed = await change(true, 1).expect(200);

    expect(changed.body.data).toEqual({ mfaRequired: true, version: 2 });
    expect(changed.headers.etag).toBe('"2"');
    await expectRefusal(app, () => change(false, 1), { status: 412, code: 'PRECONDITION_FAILED' });
    await change(false, 2).expect(200);
  });

  it('refuses members without one at once, everywhere in it and nowhere else', async () => {
    const ben = await inWorkspace('admin');
    await app.get(path('/members'), as(ben)).expect(200);
    await demand(ann).expect(200);

    const calls = [
      () => app.get(path(), as(ben)),
      () => app.get(path('/members'), as(ben)),
      () => read(ben),
      () => demand(ben, false),
      () => app.get('/users', as(ben, { 'X-Workspace-Id': ann.workspaceId })),
      () => app.post(path('/permissions/check'), { permission: 'users.read' }, as(ben)),
    ];
    for (const call of calls) expectShut(await call());
    await app.get(path('/members'), as(ann)).expect(200);
    await app.get('/users/me', as(ben)).expect(200);
    const own = await app.post('/workspaces', { name: 'Beta' }, as(ben)).expect(201);
    await app.get(`/workspaces/${own.body.data.id}`, as(ben)).expect(200);
  });

  it('is entered by switch or sign-in all the same, so that one can set it up; then all is open at once', async () => {
    const ben = await inWorkspace('member');
    await demand(ann).expect(200);
    const { body } = await app.post(path('/switch'), {}, as(ben)).expect(200);
    const { email, password } = ben;
    await app.post('/auth/login', { email, password, workspaceId: ann.workspaceId }).expect(200);
    const there = { ...ben, accessToken: body.data.accessToken as string };
    expectShut(await app.get(path('/members'), as(there)));

    const guarded = await turnOnMfa(app, there);

    await app.get(path('/members'), as(guarded)).expect(200);
    const code = await unusedCode(app, guarded);
    await app.call('delete', '/auth/mfa/totp', { password, code }, as(guarded)).expect(200);
    expectShut(await app.get(path('/members'), as(guarded)));
    await demand(ann, false).expect(200);
    await app.get(path('/members'), as(guarded)).expect(200);
  });

  it('shuts out at once whom a super admin relieves of theirs', async () => {
    const [ben, root] = [await turnOnMfa(app, await inWorkspace('member')), await aSuperAdmin(app)];
    await demand(ann).expect(200);
    await app.get(path('/members'), as(ben)).expect(200);

    await app.call('delete', `/users/${ben.id}/mfa`, undefined, as(root)).expect(200);

    expectShut(await app.get(path('/members'), as(ben)));
  });

  it('says so when it is asked why somebody may not do something', async () => {
    const [ben, root] = [await inWorkspace('admin'), await aSuperAdmin(app)];
    const role = { kind: 'role', role: 'admin', permission: 'audit.read' };
    expect(await verdict(ann, 'audit.read', ben)).toMatchObject({ allowed: true, because: [role] });
    await demand(ann).expect(200);

    expect(await verdict(ann, 'audit.read', ben)).toEqual({ allowed: false, because: [{ kind: 'mfa' }] });
    expect(await verdict(root, 'workspaces.delete', ben)).toEqual({
      allowed: false,
      because: [{ kind: 'mfa' }, { kind: 'missing', permission: 'workspaces.delete' }],
    });
    expect(await verdict(ann, 'audit.read', ann)).toMatchObject({ allowed: true });
    await turnOnMfa(app, ben);
    expect(await verdict(ann, 'audit.read', ben)).toMatchObject({ allowed: true, because: [role] });
  });

  it('lets super admins in without one, also to demand it', async () => {
    const root = await aSuperAdmin(app);
    await demand(root).expect(200);
    await app.get(path('/members'), as(root)).expect(200);
    expect((await read(root).expect(200)).body.data).toMatchObject({ mfaRequired: true });
  });

  it('is not made by who has none themselves, and would shut themselves out', async () => {
    const ben = await inWorkspace('owner');
    await expectRefusal(app, () => demand(ben), { status: 409, code: 'MFA_NOT_ENABLED' });
    await demand(ben, false).expect(200);
    await app.post('/auth/mfa/totp', { password: ben.password }, as(ben)).expect(200);
    await expectRefusal(app, () => demand(ben), { status: 409, code: 'MFA_NOT_ENABLED' });
  });

  it('is joined by who has none yet', async () => {
    await demand(ann).expect(200);
    const ben = await aVerifiedPerson(app);
    const { token } = await invited(app, ann, { email: ben.email, role: 'member' });
    await accept(app, ben, token).expect(200);
    await expectRefusal(app, () => app.get(path('/members'), as(ben)), {
      ...{ status: 403, code: 'MFA_SETUP_REQUIRED', writes: ['audit_log'] },
    });
    await turnOnMfa(app, ben);
    await app.get(path('/members'), as(ben)).expect(200);
  });

  it('is joined by no invitation of who lacks a second factor, until they have one', async () => {
    const [ben, eve] = [await inWorkspace('admin'), await aVerifiedPerson(app)];
    const { token } = await invited(app, { ...ben, workspaceId: ann.workspaceId }, { email: eve.email });
    await demand(ann).expect(200);
    await expectRefusal(app, () => app.post('/invitations/preview', { token }), {
      ...{ status: 404, code: 'NOT_FOUND' },
    });
    await expectRefusal(app, () => accept(app, eve, token), { status: 404, code: 'NOT_FOUND' });

    await turnOnMfa(app, ben);

    await accept(app, eve, token).expect(200);
  });

  it('is nothing for managers and those below to decide', async () => {
    for (const role of ['manager', 'member', 'viewer'] as const) {
      const ben = await inWorkspace(role);
      const { body } = await demand(ben).expect(403);
      expect(body.details).toEqual([{ path: 'permission', message: 'workspaces.manage' }]);
      await read(ben).expect(200);
    }
  });

  it('G2 is nothing for others to see, nor to change', async () => {
    const ben = await turnOnMfa(app, await aVerifiedOwner(app));
    const nowhere = faceOf(await demand(ben, true, randomUUID()));
    expect(nowhere).toMatchObject({ status: 404 });
    expect(faceOf(await demand(ben))).toEqual(nowhere);
    expect(faceOf(await demand(ben, true, 'mine'))).toEqual(nowhere);
    expect(faceOf(await read(ben))).toMatchObject({ status: 404 });
    expect((await read(ann).expect(200)).body.data).toMatchObject({ mfaRequired: false });
    await demand(ben, true, ben.workspaceId).expect(200);
    await app.get(path('/members'), as(await inWorkspace('viewer'))).expect(200);
  });

  it('is not made by what is neither yes nor no', async () => {
    const bodies = [{}, ...['true', 1, null, [true]].map((mfaRequired) => ({ mfaRequired }))];
    for (const body of [...bodies, { mfaRequired: true, plan: 'pro' }]) {
      const answer = await app.call('put', path('/security'), body, as(ann)).expect(400);
      expect(answer.body.code).toBe('VALIDATION_ERROR');
    }
    expect((await read(ann).expect(200)).body.data).toMatchObject({ mfaRequired: false });
  });
});
