import { randomUUID } from 'node:crypto';
import { faceOf } from '../../support/app/faceOf';
import {
  aMember,
  aSuperAdmin,
  aVerifiedOwner,
  aVerifiedPerson,
  type Role,
  type VerifiedOwner,
} from '../../support/app/members';
import { mailedToken, type Person } from '../../support/app/people';
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
const members = () => `/workspaces/${ann.workspaceId}/members`;
const member = (id: string) => `${members()}/${id}`;
const change = (by: Person, id: string, body: object, headers: Record<string, string> = {}) =>
  app.call('patch', member(id), body, as(by, headers));
const remove = (by: Person, id: string) => app.call('delete', member(id), undefined, as(by));
const inWorkspace = (role: Role) => aMember(app, ann.workspaceId, role);
const stored = async (id: string) => {
  const [row] = await app.sql<{ role: string; status: string }>(
    'SELECT role, status FROM memberships WHERE workspace_id = $1 AND user_id = $2',
    [ann.workspaceId, id],
  );
  return row ?? null;
};
const audited = (action: string) =>
  app.sql<{ actor_id: string; subject_id: string; details: object }>(
    'SELECT actor_id, subject_id, details FROM audit_log WHERE workspace_id = $1 AND action = $2',
    [ann.workspaceId, action],
  );
const DENIED = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };

describe('the list of members', () => {
  it('shows everybody in the workspace to each of them, page by page', async () => {
    const people = [ann, await inWorkspace('admin'), await inWorkspace('viewer')];
    await aVerifiedOwner(app);

    const first = await app.get(`${members()}?limit=2`, as(people[2] as Person)).expect(200);
    const second = await app
      .get(`${members()}?limit=2&cursor=${first.body.meta.nextCursor}`, as(ann))
      .expect(200);

    expect(second.body.meta.nextCursor).toBeNull();
    expect([...first.body.data, ...second.body.data]).toMatchObject([
      { userId: people[0]?.id, email: ann.email, name: 'Ann Smith', role: 'owner', status: 'active' },
      { userId: people[1]?.id, role: 'admin', roles: [], avatarUrl: null },
      { userId: people[2]?.id, role: 'viewer', joinedAt: expect.any(String) },
    ]);
  });

  it('G2 is not there for anybody else, and for a super admin everywhere it exists', async () => {
    const [ben, admin] = [await aVerifiedOwner(app), await aSuperAdmin(app)];
    const foreign = faceOf(await app.get(members(), as(ben)));
    expect(foreign).toMatchObject({ status: 404 });
    expect(faceOf(await app.get(`/workspaces/${randomUUID()}/members`, as(ben)))).toEqual(foreign);
    await app.get(`/workspaces/${randomUUID()}/members`, as(admin)).expect(404);
    const seen = await app.get(members(), as(admin)).expect(200);
    expect(seen.body.data).toMatchObject([{ userId: ann.id }]);
  });

  it('G3 does not take a cursor of another workspace for a way into it', async () => {
    const ben = await aVerifiedOwner(app);
    const cursor = Buffer.from(ben.id).toString('base64url');
    const answer = await app.get(`${members()}?cursor=${cursor}`, as(ann)).expect(200);
    expect(answer.body.data).toEqual([]);
  });

  it.each(['limit=0', 'limit=101', 'limit=two', 'cursor=x', 'limit=1&limit=2', 'sort=name'])(
    'I10 refuses ?%s',
    async (query) => {
      const answer = await app.get(`${members()}?${query}`, as(ann)).expect(400);
      expect(answer.body.code).toBe('VALIDATION_ERROR');
    },
  );
});

describe('changing a role', () => {
  it('D8 holds with the next request, and is recorded with what it was', async () => {
    const ben = await inWorkspace('member');
    const rename = () => app.call('patch', `/workspaces/${ann.workspaceId}`, { name: 'Beta' }, as(ben));
    await rename().expect(403);

    const answer = await change(ann, ben.id, { role: 'admin' }, { 'If-Match': '"1"' }).expect(200);

    expect(answer.body.data).toMatchObject({ userId: ben.id, role: 'admin', version: 2 });
    await rename().expect(200);
    await change(ann, ben.id, { role: 'viewer' }).expect(200);
    await rename().expect(403);
    expect(await audited('member.role-changed')).toContainEqual({
      actor_id: ann.id,
      subject_id: ben.id,
      details: { userId: ben.id, role: 'admin', changes: { role: { before: 'member', after: 'admin' } } },
    });
  });

  it('tells nobody of a change that changes nothing', async () => {
    const ben = await inWorkspace('member');
    const answer = await change(ann, ben.id, { role: 'member', status: 'active' }).expect(200);
    expect(answer.body.data.version).toBe(1);
    expect(await audited('member.role-changed')).toEqual([]);
  });

  it('refuses a version that is not the current one', async () => {
    const ben = await inWorkspace('member');
    await expectRefusal(app, () => change(ann, ben.id, { role: 'viewer' }, { 'If-Match': '"2"' }), {
      status: 412,
      code: 'PRECONDITION_FAILED',
    });
  });

  it.each([['owner'], [['owner']], ['owner,member'], ['OWNER'], ['owner '], ['__proto__'], ['boss'], [null]])(
    'G7 refuses an admin who wants to be %p',
    async (role) => {
      const admin = await inWorkspace('admin');
      const answer = await change(admin, admin.id, { role });
      expect([400, 403]).toContain(answer.status);
      expect(await stored(admin.id)).toEqual({ role: 'admin', status: 'active' });
    },
  );

  it.each([
    ['admin', 'owner', 'member'],
    ['admin', 'admin', 'member'],
    ['admin', 'manager', 'owner'],
    ['manager', 'manager', 'member'],
    ['manager', 'admin', 'member'],
    ['manager', 'member', 'manager'],
    ['manager', 'member', 'admin'],
    ['member', 'viewer', 'member'],
    ['viewer', 'viewer', 'member'],
  ] as const)('G8 refuses a %s who makes a %s a %s', async (by, of, role) => {
    const [actor, target] = [await inWorkspace(by), of === 'owner' ? ann : await inWorkspace(of)];
    const answer = await expectRefusal(app, () => change(actor, target.id, { role }), DENIED);
    expect(answer.body.details).toEqual([{ path: 'permission', message: 'roles.assign' }]);
  });

  it.each([
    ['owner', 'owner', 'member'],
    ['owner', 'admin', 'owner'],
    ['admin', 'manager', 'admin'],
    ['manager', 'viewer', 'member'],
  ] as const)('G8 lets %s make a %s a %s', async (by, of, role) => {
    const [actor, target] = [await inWorkspace(by), await inWorkspace(of)];
    await change(actor, target.id, { role }).expect(200);
    expect(await stored(target.id)).toEqual({ role, status: 'active' });
  });

  it('lets a super admin act as an owner would', async () => {
    const [admin, ben] = [await aSuperAdmin(app), await inWorkspace('member')];
    await change(admin, ben.id, { role: 'owner' }).expect(200);
    await change(admin, ann.id, { role: 'viewer' }).expect(200);
    await expectRefusal(app, () => change(admin, ben.id, { role: 'admin' }), {
      status: 409,
      code: 'LAST_OWNER',
      writes: ['audit_log'],
    });
  });

  it.each([[{}], [{ role: 'member', userId: randomUUID() }], [{ status: 'gone' }], [{ roles: [] }]])(
    'refuses %j',
    async (body) => {
      const ben = await inWorkspace('viewer');
      await expectRefusal(app, () => change(ann, ben.id, body), { status: 400, code: 'VALIDATION_ERROR' });
    },
  );
});

describe('deactivating a member', () => {
  it('refuses them at once, and lets them in again when they are activated', async () => {
    const ben = await inWorkspace('member');
    await app.get(members(), as(ben)).expect(200);
    await change(ann, ben.id, { status: 'inactive' }).expect(200);
    await app.get(members(), as(ben)).expect(404);
    await change(ann, ben.id, { status: 'active' }).expect(200);
    await app.get(members(), as(ben)).expect(200);
    expect(await audited('member.status-changed')).toHaveLength(2);
  });

  it('takes users.update, which a manager does not have', async () => {
    const [manager, ben] = [await inWorkspace('manager'), await inWorkspace('member')];
    const answer = await expectRefusal(app, () => change(manager, ben.id, { status: 'inactive' }), DENIED);
    expect(answer.body.details).toEqual([{ path: 'permission', message: 'users.update' }]);
  });

  it('refuses an admin another admin, and the last active owner', async () => {
    const [admin, other] = [await inWorkspace('admin'), await inWorkspace('admin')];
    await expectRefusal(app, () => change(admin, other.id, { status: 'inactive' }), DENIED);
    await expectRefusal(app, () => change(ann, ann.id, { status: 'inactive' }), {
      status: 409,
      code: 'LAST_OWNER',
    });
  });

  it('does not count an inactive owner', async () => {
    const second = await inWorkspace('owner');
    await change(ann, second.id, { status: 'inactive' }).expect(200);
    await expectRefusal(app, () => change(ann, ann.id, { role: 'admin' }), {
      status: 409,
      code: 'LAST_OWNER',
    });
  });
});

describe('removing a member', () => {
  it('T1 G13 refuses them at once, here and nowhere else', async () => {
    const ben = await inWorkspace('member');
    const own = await app.post('/workspaces', { name: 'Own' }, as(ben)).expect(201);
    await app.get(members(), as(ben)).expect(200);

    await remove(ann, ben.id).expect(200, {
      success: true,
      message: 'Member removed',
      data: { ok: true },
    });

    await app.get(members(), as(ben)).expect(404);
    await app.get(`/workspaces/${own.body.data.id}`, as(ben)).expect(200);
    expect(await audited('member.removed')).toEqual([
      { actor_id: ann.id, subject_id: ben.id, details: { userId: ben.id, reason: 'removed' } },
    ]);
    await remove(ann, ben.id).expect(404);
  });

  it('G13 leaves nothing of them: neither what they offered and sent, nor a copy of what they saw', async () => {
    const [ben, cid] = [await inWorkspace('owner'), await inWorkspace('member')];
    const place = `/workspaces/${ann.workspaceId}`;
    const eve = await aVerifiedPerson(app);
    const sent = { email: eve.email, role: 'viewer' };
    await app.post(`${place}/members/invite`, sent, as(ben)).expect(201);
    await app
      .post(`${place}/transfer-ownership`, { userId: cid.id, password: ben.password }, as(ben))
      .expect(200);

    await remove(ann, ben.id).expect(200);

    const token = await mailedToken(app, eve.email, '/accept-invitation');
    await app.post('/invitations/accept', { token }, as(eve)).expect(404);
    const { password } = cid;
    await app.post(`${place}/transfer-ownership/accept`, { password }, as(cid)).expect(404);
    for (const part of ['', '/members', '/invitations', '/audit-logs']) {
      await app.get(place + part, as(ben)).expect(404);
    }
    const copy = await app.get('/users/me/export', as(ben)).expect(200);
    expect(copy.body.data.memberships).toEqual([]);
  });

  it.each([
    ['admin', 'owner'],
    ['admin', 'admin'],
    ['manager', 'manager'],
    ['member', 'viewer'],
  ] as const)('G8 refuses a %s who removes a %s', async (by, of) => {
    const [actor, target] = [await inWorkspace(by), of === 'owner' ? ann : await inWorkspace(of)];
    await expectRefusal(app, () => remove(actor, target.id), DENIED);
  });

  it.each([
    ['manager', 'member'],
    ['admin', 'manager'],
    ['owner', 'owner'],
  ] as const)('lets %s remove a %s', async (by, of) => {
    const [actor, target] = [await inWorkspace(by), await inWorkspace(of)];
    await remove(actor, target.id).expect(200);
    expect(await stored(target.id)).toBeNull();
  });

  it('G3 answers somebody of another workspace like nobody', async () => {
    const [ben, stranger] = [await aVerifiedOwner(app), await aVerifiedPerson(app)];
    for (const act of [
      (id: string) => remove(ann, id),
      (id: string) => change(ann, id, { role: 'viewer' }),
    ]) {
      const nobody = faceOf(await act(randomUUID()));
      expect(nobody).toMatchObject({ status: 404 });
      for (const id of [ben.id, stranger.id, 'ben']) expect(faceOf(await act(id))).toEqual(nobody);
    }
  });
});

describe('leaving', () => {
  it('ends the membership, for anybody but the last owner', async () => {
    const [viewer, second] = [await inWorkspace('viewer'), await inWorkspace('owner')];
    const leave = (person: Person) => app.post(`/workspaces/${ann.workspaceId}/leave`, {}, as(person));
    await leave(viewer).expect(200);
    await app.get(members(), as(viewer)).expect(404);
    await leave(viewer).expect(404);
    await leave(ann).expect(200);
    await expectRefusal(app, () => leave(second), { status: 409, code: 'LAST_OWNER' });
    expect(await audited('member.removed')).toContainEqual({
      actor_id: viewer.id,
      subject_id: viewer.id,
      details: { userId: viewer.id, reason: 'left' },
    });
  });
});
