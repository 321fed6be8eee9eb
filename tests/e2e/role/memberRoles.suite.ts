import { randomUUID } from 'node:crypto';
import { faceOf } from '../../support/app/faceOf';
import {
  aMember,
  aSuperAdmin,
  aVerifiedOwner,
  join,
  type Role,
  type VerifiedOwner,
} from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { aRole, setRoles, type CustomRole } from '../../support/app/roles';
import { statuses } from '../../support/app/statuses';
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

const as = (person: Person) => ({ token: person.accessToken });
const home = () => `/workspaces/${ann.workspaceId}`;
const inWorkspace = (role: Role) => aMember(app, ann.workspaceId, role);
const give = (by: Person, to: Person, roles: readonly CustomRole[], headers = {}) =>
  setRoles(
    app,
    by,
    ann.workspaceId,
    to,
    roles.map(({ id }) => id),
    headers,
  );
const rename = (by: Person) => app.call('patch', home(), { name: 'Beta' }, as(by));
const deleteRole = ({ id }: CustomRole) => app.call('delete', `${home()}/roles/${id}`, undefined, as(ann));
const permissionsOf = async (person: Person): Promise<string[]> => {
  const headers = { 'X-Workspace-Id': ann.workspaceId };
  return (await app.get('/auth/me', { ...as(person), headers }).expect(200)).body.data.permissions;
};
const held = (person: Person) =>
  app.sql<{ id: string }>('SELECT role_id AS id FROM user_roles WHERE user_id = $1', [person.id]);
const DENIED = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };

describe('the custom roles of a member', () => {
  it('stand beside the built-in one, in every view, and are recorded and told', async () => {
    const [ben, auditor] = [await inWorkspace('member'), await aRole(app, ann, ['audit.read'], 'Auditor')];
    const host = await aRole(app, ann, ['members.invite'], 'Host');

    const answer = await give(ann, ben, [host, auditor]).expect(200);

    const roles = [
      { id: auditor.id, name: 'Auditor' },
      { id: host.id, name: 'Host' },
    ];
    expect(answer.body.data).toMatchObject({ userId: ben.id, role: 'member', roles, version: 2 });
    expect(answer.headers.etag).toBe('"2"');
    const list = await app.get(`${home()}/members`, as(ben)).expect(200);
    expect(list.body.data).toMatchObject([
      { userId: ann.id, roles: [] },
      { userId: ben.id, roles },
    ]);
    const payload = { userId: ben.id, role: 'member', roleIds: [auditor.id, host.id] };
    const facts = [ann.workspaceId];
    expect(
      await app.sql(
        `SELECT details FROM audit_log WHERE workspace_id = $1 AND action = 'member.role-changed'`,
        facts,
      ),
    ).toEqual([{ details: { ...payload, changes: { roleIds: { before: [], after: payload.roleIds } } } }]);
    expect(
      await app.sql(
        `SELECT payload FROM outbox WHERE workspace_id = $1 AND name = 'workspace:member:role-changed'`,
        facts,
      ),
    ).toEqual([{ payload }]);
  });

  it('D8 add to what they may do, from the next request on, and take away again', async () => {
    const [ben, keeper] = [await inWorkspace('viewer'), await aRole(app, ann, ['workspaces.manage'])];
    const auditor = await aRole(app, ann, ['audit.read']);
    await rename(ben).expect(403);

    await give(ann, ben, [keeper, auditor]).expect(200);
    expect(await permissionsOf(ben)).toEqual(['audit.read', 'users.read', 'workspaces.manage']);
    await rename(ben).expect(200);

    await give(ann, ben, [auditor]).expect(200);
    expect(await permissionsOf(ben)).toEqual(['audit.read', 'users.read']);
    const answer = await rename(ben).expect(403);
    expect(answer.body.details).toEqual([{ path: 'permission', message: 'workspaces.manage' }]);
  });

  it('T1 permit something else as soon as the role does', async () => {
    const [ben, role] = [await inWorkspace('viewer'), await aRole(app, ann)];
    await give(ann, ben, [role]).expect(200);
    await rename(ben).expect(403);
    const set = (permissions: string[]) =>
      app.call('put', `${home()}/roles/${role.id}/permissions`, { permissions }, as(ann)).expect(200);
    await set(['workspaces.manage']);
    await rename(ben).expect(200);
    await set([]);
    await rename(ben).expect(403);
  });

  it('stay when the built-in role changes, and the other way round', async () => {
    const [ben, role] = [await inWorkspace('viewer'), await aRole(app, ann, ['audit.read'])];
    await give(ann, ben, [role]).expect(200);
    const promoted = await app.call('patch', `${home()}/members/${ben.id}`, { role: 'manager' }, as(ann));
    expect(promoted.body.data).toMatchObject({ role: 'manager', roles: [{ id: role.id }] });
    expect((await give(ann, ben, []).expect(200)).body.data).toMatchObject({ role: 'manager', roles: [] });
  });

  it('G13 end with the membership: whoever comes back has none', async () => {
    const [ben, role] = [await inWorkspace('member'), await aRole(app, ann, ['workspaces.manage'])];
    await give(ann, ben, [role]).expect(200);
    await rename(ben).expect(200);
    await app.call('delete', `${home()}/members/${ben.id}`, undefined, as(ann)).expect(200);
    await rename(ben).expect(404);
    expect(await held(ben)).toEqual([]);
    await join(app, ann.workspaceId, ben.id, 'member');
    await rename(ben).expect(403);
    await deleteRole(role).expect(200);
  });

  it('are changed by who saw the current version, and without a word when nothing changes', async () => {
    const [ben, role] = [await inWorkspace('member'), await aRole(app, ann)];
    await give(ann, ben, [role], { 'If-Match': '"1"' }).expect(200);
    expect((await give(ann, ben, [role]).expect(200)).body.data.version).toBe(2);
    await expectRefusal(app, () => give(ann, ben, [], { 'If-Match': '"1"' }), {
      status: 412,
      code: 'PRECONDITION_FAILED',
    });
  });
});

describe('a role that members have', () => {
  it('cannot be deleted before they have it no more', async () => {
    const [ben, role] = [await inWorkspace('member'), await aRole(app, ann)];
    await give(ann, ben, [role]).expect(200);
    await expectRefusal(app, () => deleteRole(role), { status: 409, code: 'ROLE_IN_USE' });
    await give(ann, ben, []).expect(200);
    await deleteRole(role).expect(200);
  });

  it('is either given or deleted, also when fifty do both at once', async () => {
    const [ben, role] = [await inWorkspace('member'), await aRole(app, ann)];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => (index % 2 ? give(ann, ben, [role]) : deleteRole(role))),
    );
    const isLeft = (await app.sql('SELECT 1 FROM roles WHERE id = $1', [role.id])).length === 1;
    expect(await held(ben)).toEqual(isLeft ? [{ id: role.id }] : []);
    expect(statuses(answers)).toEqual(
      isLeft
        ? { '200': 25, '409 ROLE_IN_USE': 25 }
        : { '200': 1, '400 VALIDATION_ERROR': 25, '404 NOT_FOUND': 24 },
    );
  });
});

describe('whoever gives roles', () => {
  it.each([
    ['admin', 'owner'],
    ['admin', 'admin'],
    ['manager', 'admin'],
    ['manager', 'manager'],
  ] as const)('G8 stands above the member: a %s does not over a %s', async (by, of) => {
    const [actor, target] = [await inWorkspace(by), of === 'owner' ? ann : await inWorkspace(of)];
    const role = await aRole(app, ann, ['users.read']);
    const answer = await expectRefusal(app, () => give(actor, target, [role]), DENIED);
    expect(answer.body.details).toEqual([{ path: 'permission', message: 'roles.assign' }]);
  });

  it.each(['member', 'viewer'] as const)('holds roles.assign, which a %s does not', async (name) => {
    const [actor, role] = [await inWorkspace(name), await aRole(app, ann)];
    const answer = await expectRefusal(app, () => give(actor, actor, [role]), DENIED);
    expect(answer.body.details).toEqual([{ path: 'permission', message: 'roles.assign' }]);
  });

  it.each([
    ['owner', 'owner'],
    ['admin', 'manager'],
    ['manager', 'member'],
  ] as const)('G8 may do so from above, and owners among themselves: %s to %s', async (by, of) => {
    const [actor, target] = [await inWorkspace(by), await inWorkspace(of)];
    await give(actor, target, [await aRole(app, ann, ['users.read'])]).expect(200);
  });

  it('lets a super admin do as an owner would', async () => {
    const [root, role] = [await aSuperAdmin(app), await aRole(app, ann, ['workspaces.delete'])];
    await give(root, ann, [role]).expect(200);
  });

  it('G9 holds what the roles permit that they give or take', async () => {
    const [manager, ben] = [await inWorkspace('manager'), await inWorkspace('member')];
    const [auditor, host] = [
      await aRole(app, ann, ['audit.read']),
      await aRole(app, ann, ['members.invite']),
    ];
    const denied = async (roles: CustomRole[]) => {
      const answer = await expectRefusal(app, () => give(manager, ben, roles), DENIED);
      expect(answer.body.details).toEqual([{ path: 'permission', message: 'audit.read' }]);
    };
    await denied([host, auditor]);
    await give(ann, ben, [auditor]).expect(200);
    await denied([]);
    await denied([host]);
    await give(manager, ben, [auditor, host]).expect(200);
    expect(await held(ben)).toHaveLength(2);
  });

  it('G7 does not raise themselves: a manager with a role that lets them make roles', async () => {
    const [ben, keeper] = [await inWorkspace('manager'), await aRole(app, ann, ['roles.manage'])];
    await give(ann, ben, [keeper]).expect(200);
    const make = (permissions: string[]) =>
      app.post(`${home()}/roles`, { name: `R${permissions.length}`, permissions }, as(ben));
    await expectRefusal(app, () => make(['roles.manage', 'audit.read']), DENIED);
    const mine = (await make(['roles.manage']).expect(201)).body.data as CustomRole;
    await expectRefusal(app, () => give(ben, ben, [mine]), DENIED);
    const widen = (role: CustomRole) => () =>
      app.call('put', `${home()}/roles/${role.id}`, { permissions: ['audit.read', 'roles.manage'] }, as(ben));
    await expectRefusal(app, widen(keeper), DENIED);
    await expectRefusal(app, widen(mine), DENIED);
  });

  it.each<[string, (admin: Person, ben: Person, role: CustomRole) => PromiseLike<{ status: number }>]>([
    ['gives none', (admin, ben, role) => give(admin, ben, [role])],
    ['makes none', (admin) => app.post(`${home()}/roles`, { name: 'Crew' }, as(admin))],
    [
      'changes none',
      (admin, _ben, { id }) => app.call('put', `${home()}/roles/${id}`, { name: 'X' }, as(admin)),
    ],
    [
      'deletes none',
      (admin, _ben, { id }) => app.call('delete', `${home()}/roles/${id}`, undefined, as(admin)),
    ],
  ])('G8 was an admin until a moment ago, and %s', async (_what, act) => {
    const [admin, ben, role] = [
      await inWorkspace('admin'),
      await inWorkspace('viewer'),
      await aRole(app, ann),
    ];
    await app.get(`${home()}/members`, as(admin)).expect(200);
    await app.sql(`UPDATE memberships SET role = 'viewer' WHERE user_id = $1`, [admin.id]);
    expect((await act(admin, ben, role)).status).toBe(403);
  });

  it('names custom roles of this workspace: others are not there, whosever they are', async () => {
    const [ben, other] = [await inWorkspace('member'), await aVerifiedOwner(app)];
    const [role, foreign] = [await aRole(app, ann), await aRole(app, other)];
    const ids = [foreign.id, randomUUID(), '00000000-0000-7000-8000-000000000001'] as const;
    const faceWith = async (id: string) =>
      faceOf(
        await expectRefusal(app, () => setRoles(app, ann, ann.workspaceId, ben, [role.id, id]), {
          status: 400,
          code: 'VALIDATION_ERROR',
        }),
      );
    const faces = [await faceWith(ids[0]), await faceWith(ids[1]), await faceWith(ids[2])];
    expect(faces[1]).toEqual(faces[0]);
    expect(faces[2]).toEqual(faces[0]);
  });

  it.each<[string, unknown]>([
    ['no list', randomUUID()],
    ['null', null],
    ['names', ['admin']],
    ['numbers', [1]],
    ['nested lists', [[randomUUID()]]],
    ['3000 of them', Array.from({ length: 2500 }, () => '00000000-0000-7000-8000-000000000001')],
  ])('G7 is refused %s', async (_what, roleIds) => {
    const ben = await inWorkspace('member');
    await expectRefusal(app, () => setRoles(app, ann, ann.workspaceId, ben, roleIds as never), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
  });

  it('G2 G3 finds members of the own workspace only', async () => {
    const [other, role] = [await aVerifiedOwner(app), await aRole(app, ann)];
    const nobody = faceOf(await setRoles(app, ann, ann.workspaceId, { id: randomUUID() }, [role.id]));
    expect(nobody).toMatchObject({ status: 404 });
    expect(faceOf(await setRoles(app, ann, ann.workspaceId, other, [role.id]))).toEqual(nobody);
    expect(faceOf(await setRoles(app, ann, other.workspaceId, other, [role.id]))).toEqual(nobody);
  });
});
