import { randomUUID } from 'node:crypto';
import { claimsOf } from '../../support/app/forgedToken';
import { faceOf } from '../../support/app/faceOf';
import { aMember, aSuperAdmin, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let ann: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
});
beforeEach(async () => {
  ann = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

const as = (person: Person, headers: Record<string, string> = {}) => ({ token: person.accessToken, headers });
const path = (rest = '') => `/workspaces/${ann.workspaceId}${rest}`;
const audited = async () => {
  const rows = await app.sql<{ action: string }>(
    `SELECT action FROM audit_log WHERE workspace_id = $1 AND action LIKE 'workspace.%' ORDER BY id`,
    [ann.workspaceId],
  );
  return rows.map(({ action }) => action);
};

describe('switching', () => {
  it('gives a token for the other workspace; session and refresh token stay', async () => {
    const other = await app.post('/workspaces', { name: 'Beta' }, as(ann)).expect(201);
    const { id } = other.body.data;

    const answer = await app.post(`/workspaces/${id}/switch`, {}, as(ann)).expect(200);

    const { data } = answer.body;
    expect(data).toMatchObject({ user: { id: ann.id }, workspace: { id }, role: 'owner', expiresIn: '15m' });
    expect(Object.keys(data)).not.toContain('refreshToken');
    expect(claimsOf(data.accessToken)).toMatchObject({
      sub: ann.id,
      sid: claimsOf(ann.accessToken).sid,
      workspaceId: id,
      role: 'owner',
    });
    const here = await app.get('/auth/me', { token: data.accessToken }).expect(200);
    const otherTab = await app.get('/auth/me', as(ann)).expect(200);
    expect(here.body.data.workspace.id).toBe(id);
    expect(otherTab.body.data.workspace.id).toBe(ann.workspaceId);
    const refreshed = await app.post('/auth/refresh-token', { refreshToken: ann.refreshToken }).expect(200);
    expect(refreshed.body.data.workspace.id).toBe(id);
  });

  it('G2 leads nobody into a workspace they are not in, a super admin neither', async () => {
    const ben = await aVerifiedOwner(app);
    const foreign = faceOf(await app.post(path('/switch'), {}, as(ben)));
    expect(foreign).toMatchObject({ status: 404 });
    expect(faceOf(await app.post(`/workspaces/${randomUUID()}/switch`, {}, as(ben)))).toEqual(foreign);
    await app.post(path('/switch'), {}, as(await aSuperAdmin(app))).expect(404);
  });

  it('is refused while the workspace is suspended', async () => {
    await app.sql(`UPDATE workspaces SET status = 'suspended' WHERE id = $1`, [ann.workspaceId]);
    const answer = await app.post(path('/switch'), {}, as(ann)).expect(403);
    expect(answer.body.code).toBe('WORKSPACE_SUSPENDED');
  });
});

describe('suspending', () => {
  const set = (by: Person, status: string) => app.call('patch', path('/status'), { status }, as(by));

  it('T1 refuses every request in it and sign-in to it, at once, until it is activated', async () => {
    const [admin, ben] = [await aSuperAdmin(app), await aMember(app, ann.workspaceId, 'member')];
    await app.get(path('/members'), as(ben)).expect(200);

    const answer = await set(admin, 'suspended').expect(200);

    expect(answer.body.data).toMatchObject({ id: ann.workspaceId, status: 'suspended', version: 2 });
    for (const person of [ann, ben]) {
      const refused = await app.get(path('/members'), as(person)).expect(403);
      expect(refused.body.code).toBe('WORKSPACE_SUSPENDED');
    }
    const { email, password } = ben;
    const login = await app.post('/auth/login', { email, password }).expect(403);
    expect(login.body.code).toBe('WORKSPACE_SUSPENDED');

    await set(admin, 'active').expect(200);
    await set(admin, 'active').expect(200);
    await app.get(path('/members'), as(ben)).expect(200);
    await app.post('/auth/login', { email, password }).expect(200);
    expect((await audited()).slice(-2)).toEqual(['workspace.suspended', 'workspace.activated']);
  });

  it('is for super admins', async () => {
    await expectRefusal(app, () => set(ann, 'suspended'), {
      status: 403,
      code: 'FORBIDDEN',
      writes: ['audit_log'],
    });
    const ben = await aVerifiedOwner(app);
    await set(ben, 'suspended').expect(404);
    const admin = await aSuperAdmin(app);
    await set(admin, 'gone').expect(400);
    await app
      .call('patch', `/workspaces/${randomUUID()}/status`, { status: 'active' }, as(admin))
      .expect(404);
  });
});

describe('deleting', () => {
  const remove = (by: Person) => app.call('delete', path(), undefined, as(by));
  const restore = (by: Person) => app.post(path('/restore'), {}, as(by));

  it('G14 makes every route in it answer 404, for members, owners and super admins', async () => {
    const [admin, ben] = [await aSuperAdmin(app), await aMember(app, ann.workspaceId, 'admin')];
    await app.get(path(), as(ben)).expect(200);
    await remove(ann).expect(200);
    for (const person of [ann, ben, admin]) {
      await app.get(path(), as(person)).expect(404);
      await app.get(path('/members'), as(person)).expect(404);
      await app.call('patch', path(), { name: 'Beta' }, as(person)).expect(404);
      await app.post(path('/switch'), {}, as(person)).expect(404);
      await remove(person).expect(404);
    }
    const login = await app.post('/auth/login', { email: ann.email, password: ann.password }).expect(200);
    expect(login.body.data.workspace).toBeNull();
    const list = await app.get('/workspaces', as(ann)).expect(200);
    expect(list.body.data).toEqual([]);
  });

  it.each(['admin', 'manager', 'member', 'viewer'] as const)('is not for a %s', async (role) => {
    const person = await aMember(app, ann.workspaceId, role);
    await expectRefusal(app, () => remove(person), {
      status: 403,
      code: 'FORBIDDEN',
      writes: ['audit_log'],
    });
  });

  it('heeds If-Match', async () => {
    await app.call('delete', path(), undefined, as(ann, { 'If-Match': '"9"' })).expect(412);
    await app.call('delete', path(), undefined, as(ann, { 'If-Match': '"1"' })).expect(200);
  });

  it('G14 is taken back by an owner or a super admin, with all members', async () => {
    const [admin, ben] = [await aSuperAdmin(app), await aMember(app, ann.workspaceId, 'member')];
    for (const person of [ann, admin]) {
      await remove(ann).expect(200);
      await restore(ben).expect(404);
      const answer = await restore(person).expect(200);
      expect(answer.body.data).toMatchObject({ id: ann.workspaceId, name: 'Acme', status: 'active' });
      await app.get(path('/members'), as(ben)).expect(200);
    }
    expect((await audited()).slice(-2)).toEqual(['workspace.deleted', 'workspace.restored']);
  });

  it('G14 frees the slug; brought back, the workspace gets a numbered one', async () => {
    const slug = `s${randomUUID()}`;
    await app.call('patch', path(), { slug }, as(ann)).expect(200);
    await remove(ann).expect(200);
    await app.post('/workspaces', { name: 'New', slug }, as(ann)).expect(201);
    const answer = await restore(ann).expect(200);
    expect(answer.body.data.slug).toBe(`${slug}-2`);
  });

  it('is for good after 30 days', async () => {
    await remove(ann).expect(200);
    await app.sql(`UPDATE workspaces SET deleted_at = now() - interval '31 days' WHERE id = $1`, [
      ann.workspaceId,
    ]);
    await restore(ann).expect(404);
    await restore(await aSuperAdmin(app)).expect(404);
  });

  it('G2 restores nothing that is not deleted, foreign or none', async () => {
    const ben = await aVerifiedOwner(app);
    await restore(ann).expect(404);
    const nothing = faceOf(await app.post(`/workspaces/${randomUUID()}/restore`, {}, as(ben)));
    await remove(ann).expect(200);
    expect(nothing).toMatchObject({ status: 404 });
    expect(faceOf(await restore(ben))).toEqual(nothing);
    expect(faceOf(await app.post('/workspaces/acme/restore', {}, as(ben)))).toEqual(nothing);
  });
});
