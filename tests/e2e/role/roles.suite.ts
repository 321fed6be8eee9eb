import { randomUUID } from 'node:crypto';
import { faceOf } from '../../support/app/faceOf';
import {
  aMember,
  aSuperAdmin,
  aVerifiedOwner,
  type Role,
  type VerifiedOwner,
} from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { aRole, makeRole, type CustomRole } from '../../support/app/roles';
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

const as = (person: Person, headers: Record<string, string> = {}) => ({ token: person.accessToken, headers });
const roles = (workspaceId = ann.workspaceId) => `/workspaces/${workspaceId}/roles`;
const at = ({ id }: Pick<CustomRole, 'id'>) => `${roles()}/${id}`;
const inWorkspace = (role: Role) => aMember(app, ann.workspaceId, role);
const edit = (by: Person, role: Pick<CustomRole, 'id'>, body: object, headers: Record<string, string> = {}) =>
  app.call('put', at(role), body, as(by, headers));
const remove = (by: Person, role: Pick<CustomRole, 'id'>, headers: Record<string, string> = {}) =>
  app.call('delete', at(role), undefined, as(by, headers));
const read = async (role: Pick<CustomRole, 'id'>) => (await app.get(at(role), as(ann)).expect(200)).body.data;
const audited = (action: string) =>
  app.sql<{ actor_id: string; details: object }>(
    'SELECT actor_id, details FROM audit_log WHERE workspace_id = $1 AND action = $2',
    [ann.workspaceId, action],
  );
const told = (name: string) =>
  app.sql<{ payload: object }>('SELECT payload FROM outbox WHERE workspace_id = $1 AND name = $2', [
    ann.workspaceId,
    name,
  ]);
const DENIED = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };
const INVALID = { status: 400, code: 'VALIDATION_ERROR' };

describe('the catalogue of permissions', () => {
  it('lists each with what it lets one do, and stands in the database for roles to refer to', async () => {
    const answer = await app.get('/permissions', as(ann)).expect(200);
    const known = answer.body.data as { name: string; description: string }[];
    expect(known).toContainEqual({
      name: 'members.invite',
      description: 'Invite people into the workspace',
    });
    expect(await app.sql('SELECT name, description FROM permissions ORDER BY name')).toEqual(known);
    expect(answer.body.meta).toEqual({ limit: 25, nextCursor: null });
  });

  it('comes in pages, as every list does', async () => {
    const all = (await app.get('/permissions?limit=100', as(ann)).expect(200)).body.data as object[];
    const pages: object[][] = [];
    for (let next = ''; pages.length <= all.length;) {
      const { body } = await app.get(`/permissions?limit=5${next}`, as(ann)).expect(200);
      pages.push(body.data);
      if (body.meta.nextCursor === null) break;
      next = `&cursor=${body.meta.nextCursor}`;
    }
    expect(pages.flat()).toEqual(all);
    expect(pages).toHaveLength(Math.ceil(all.length / 5));
  });

  it.each(['limit=0', 'limit=101', 'cursor=x', `cursor=${btoa('users')}`])(
    'has no page %s',
    async (wrong) => {
      await expectRefusal(app, () => app.get(`/permissions?${wrong}`, as(ann)), INVALID);
    },
  );
});

describe('the roles of a workspace', () => {
  it('are the built-in ones, with the same ids everywhere, and its own', async () => {
    const auditor = await aRole(app, ann, ['audit.read'], 'Auditor');
    const ben = await aVerifiedOwner(app);
    await aRole(app, ben, [], 'Canary');

    const first = await app.get(`${roles()}?limit=2`, as(await inWorkspace('viewer'))).expect(200);
    const rest = await app.get(`${roles()}?cursor=${first.body.meta.nextCursor}`, as(ann)).expect(200);

    const listed = [...first.body.data, ...rest.body.data] as CustomRole[];
    expect(listed.map(({ name }) => name)).toEqual([
      ...['owner', 'admin', 'manager', 'member', 'viewer', 'Auditor'],
    ]);
    expect(listed[4]).toEqual({
      ...{ id: listed[4]?.id, name: 'viewer', builtIn: true, permissions: ['users.read'], version: 1 },
    });
    expect(listed[5]).toEqual(auditor);
    expect(rest.body.meta.nextCursor).toBeNull();
    const others = await app.get(roles(ben.workspaceId), as(ben)).expect(200);
    expect(others.body.data.slice(0, 5)).toEqual(listed.slice(0, 5));
    expect(await read({ id: listed[0]?.id ?? '' })).toEqual(listed[0]);
  });

  it('G2 G3 are not there for anybody else, nor are those of others here', async () => {
    const [auditor, ben] = [await aRole(app, ann), await aVerifiedOwner(app)];
    const foreign = faceOf(await app.get(roles(), as(ben)));
    expect(foreign).toMatchObject({ status: 404 });
    const paths = (id: string) =>
      [
        ['get', ''],
        ['put', ''],
        ['patch', ''],
        ['delete', ''],
        ['put', '/permissions'],
      ].map(
        ([method, more]) =>
          [method as 'get', `${roles(ben.workspaceId)}/${id}${more}`, { permissions: [] }] as const,
      );
    for (const id of [auditor.id, randomUUID(), 'auditor'])
      for (const [method, path, body] of paths(id))
        expect(faceOf(await app.call(method, path, method === 'get' ? undefined : body, as(ben)))).toEqual(
          foreign,
        );
    expect(await read(auditor)).toEqual(auditor);
  });
});

describe('making a role', () => {
  it('is recorded and told to the workspace', async () => {
    const admin = await inWorkspace('admin');
    const answer = await makeRole(app, admin, ann.workspaceId, {
      name: ' Auditor ',
      permissions: ['users.read', 'audit.read'],
    }).expect(201);

    const { id } = answer.body.data as CustomRole;
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.body.data).toEqual({
      ...{ id, name: 'Auditor', builtIn: false, permissions: ['audit.read', 'users.read'], version: 1 },
    });
    const payload = { roleId: id, name: 'Auditor', permissions: ['audit.read', 'users.read'] };
    expect(await audited('role.created')).toEqual([{ actor_id: admin.id, details: payload }]);
    const about = `SELECT target_type, target_id FROM audit_log WHERE workspace_id = $1 AND action = 'role.created'`;
    expect(await app.sql(about, [ann.workspaceId])).toEqual([{ target_type: 'role', target_id: id }]);
    expect(await told('workspace:role:created')).toEqual([{ payload }]);
  });

  it.each(['manager', 'member', 'viewer'] as const)('is not for a %s', async (role) => {
    const person = await inWorkspace(role);
    const answer = await expectRefusal(
      app,
      () => makeRole(app, person, ann.workspaceId, { name: 'Mine' }),
      DENIED,
    );
    expect(answer.body.details).toEqual([{ path: 'permission', message: 'roles.manage' }]);
  });

  it.each(['workspaces.delete', 'workspaces.transfer'])(
    'G9 gives nobody what its maker does not hold: an admin lacks %s',
    async (permission) => {
      const admin = await inWorkspace('admin');
      const body = { name: 'Heir', permissions: ['users.read', permission] };
      const answer = await expectRefusal(app, () => makeRole(app, admin, ann.workspaceId, body), DENIED);
      expect(answer.body.details).toEqual([{ path: 'permission', message: permission }]);
      await makeRole(app, ann, ann.workspaceId, body).expect(201);
    },
  );

  it('lets a super admin give what an owner holds', async () => {
    const root = await aSuperAdmin(app);
    await makeRole(app, root, ann.workspaceId, { name: 'Heir', permissions: ['workspaces.delete'] }).expect(
      201,
    );
  });

  it.each<[string, unknown]>([
    ...['owner', 'OWNER', ' Admin ', 'mEmber', 'viewer', 'ｏｗｎｅｒ'].map(
      (name) => ['a built-in name', name] as [string, unknown],
    ),
    ...['super_admin', 'Super Admin', 'superadmin'].map(
      (name) => ['a name of the platform', name] as [string, unknown],
    ),
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map(
      (name) => ['a name of every object', name] as [string, unknown],
    ),
    ['no name', ''],
    ['blanks', '   '],
    ['two lines', 'a\nb'],
    ['51 characters', 'x'.repeat(51)],
    ['a number', 7],
    ['null', null],
    ['a list', ['Auditor']],
    ['an object', { $ne: 1 }],
  ])('G7 refuses %s as a name: %j', async (_what, name) => {
    await expectRefusal(app, () => makeRole(app, ann, ann.workspaceId, { name }), INVALID);
  });

  it.each<[string, unknown]>([
    ['an unknown one', ['users.read', 'users.rule']],
    ['__proto__', ['__proto__']],
    ['a role', ['owner']],
    ['other case', ['Users.Read']],
    ['one twice', ['users.read', 'users.read']],
    ['a number', [1]],
    ['null in the list', [null]],
    ['no list', 'users.read'],
    ['null', null],
    ['an object', { 0: 'users.read' }],
    ['5000 of them', Array.from({ length: 5000 }, () => 'users.read')],
    ['10000 different ones', Array.from({ length: 10_000 }, (_, index) => `u${index}`)],
  ])('refuses as permissions %s', async (_what, permissions) => {
    await expectRefusal(
      app,
      () => makeRole(app, ann, ann.workspaceId, { name: 'Odd', permissions }),
      INVALID,
    );
  });

  it('names every unknown permission, and every unknown field', async () => {
    const unknown = await makeRole(app, ann, ann.workspaceId, {
      name: 'Odd',
      permissions: ['a.b', 'users.read', 'c.d'],
    });
    expect(unknown.body.details).toEqual([
      { path: 'body.permissions.0', message: 'permissions[0] is not a permission' },
      { path: 'body.permissions.2', message: 'permissions[2] is not a permission' },
    ]);
    await expectRefusal(
      app,
      () =>
        makeRole(app, ann, ann.workspaceId, {
          name: 'Odd',
          builtIn: true,
          version: 9,
          workspaceId: randomUUID(),
        }),
      INVALID,
    );
  });

  it('refuses a name the workspace has in any case, and none of another workspace', async () => {
    await aRole(app, ann, [], 'Night Shift');
    const again = () => makeRole(app, ann, ann.workspaceId, { name: 'night  SHIFT' });
    await expectRefusal(app, again, { status: 409, code: 'ROLE_NAME_TAKEN' });
    await aRole(app, await aVerifiedOwner(app), [], 'Night Shift');
  });

  it('stops at a hundred roles, also for fifty who come at once', async () => {
    await app.sql(
      `INSERT INTO roles (workspace_id, id, name, name_key)
       SELECT $1, gen_random_uuid(), 'r' || n, 'r' || n FROM generate_series(1, 90) AS n`,
      [ann.workspaceId],
    );
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        makeRole(app, ann, ann.workspaceId, { name: `Late ${index}` }),
      ),
    );
    expect(statuses(answers)).toEqual({ '201': 10, '409 ROLE_LIMIT': 40 });
    expect(await audited('role.created')).toHaveLength(10);
  });
});

describe('changing a role', () => {
  it('sets the fields named, by every spelling, and is recorded with what it was', async () => {
    const role = await aRole(app, ann, ['audit.read'], 'Auditor');
    const renamed = await app.call('patch', at(role), { name: 'Controller' }, as(ann)).expect(200);
    expect(renamed.body.data).toEqual({ ...role, name: 'Controller', version: 2 });
    const permissions = ['members.invite', 'users.read'];
    const set = await app.call('put', `${at(role)}/permissions`, { permissions }, as(ann)).expect(200);
    expect(set.body.data).toEqual({ ...role, name: 'Controller', permissions, version: 3 });
    expect(set.headers.etag).toBe('"3"');
    expect(await read(role)).toEqual(set.body.data);
    const payload = { roleId: role.id, name: 'Controller', permissions };
    expect(await audited('role.updated')).toContainEqual({
      actor_id: ann.id,
      details: { ...payload, changes: { permissions: { before: ['audit.read'], after: permissions } } },
    });
    expect(await told('workspace:role:updated')).toContainEqual({ payload });
  });

  it('tells nobody of a change that changes nothing', async () => {
    const role = await aRole(app, ann, ['audit.read', 'users.read'], 'Auditor');
    const same = { name: 'Auditor', permissions: ['users.read', 'audit.read'] };
    expect((await edit(ann, role, same).expect(200)).body.data.version).toBe(1);
    expect(await audited('role.updated')).toEqual([]);
  });

  it('lets one of fifty who saw the same version win, and tells the others', async () => {
    const role = await aRole(app, ann);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        edit(ann, role, { name: `Name ${index}` }, { 'If-Match': '"1"' }),
      ),
    );
    expect(statuses(answers)).toEqual({ '200': 1, '412 PRECONDITION_FAILED': 49 });
    const winner = answers.find(({ status }) => status === 200);
    expect(await read(role)).toEqual(winner?.body.data);
    expect(await audited('role.updated')).toHaveLength(1);
  });

  it('lets one after the other win who named no version, and none is half done', async () => {
    const role = await aRole(app, ann);
    const all = ['users.read', 'audit.read', 'members.invite', 'roles.assign'];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        edit(ann, role, { name: `Name ${index}`, permissions: [all[index % 4], 'users.update'] }),
      ),
    );
    expect(statuses(answers)).toEqual({ '200': 20 });
    const end = await read(role);
    expect(end.version).toBe(21);
    expect(answers.map(({ body }) => body.data)).toContainEqual(end);
  });

  it('G9 is not for whoever holds less than the role does, before or after', async () => {
    const [admin, heir] = [await inWorkspace('admin'), await aRole(app, ann, ['workspaces.delete'])];
    const plain = await aRole(app, ann, ['users.read']);
    const acts = [
      () => edit(admin, heir, { name: 'Harmless' }),
      () => edit(admin, heir, { permissions: [] }),
      () => edit(admin, plain, { permissions: ['users.read', 'workspaces.delete'] }),
      () => app.call('put', `${at(plain)}/permissions`, { permissions: ['workspaces.delete'] }, as(admin)),
      () => remove(admin, heir),
    ];
    for (const act of acts) {
      const answer = await expectRefusal(app, act, DENIED);
      expect(answer.body.details).toEqual([{ path: 'permission', message: 'workspaces.delete' }]);
    }
    await edit(admin, plain, { permissions: ['users.read', 'audit.read'] }).expect(200);
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['a reserved name', { name: 'Viewer' }],
    ['an unknown permission', { permissions: ['a.b'] }],
    ['another version', { version: 2 }],
  ])('refuses %s', async (_what, body) => {
    const role = await aRole(app, ann);
    await expectRefusal(app, () => edit(ann, role, body), INVALID);
  });

  it('refuses a name that another role has, and keeps its own in another case', async () => {
    const [role] = [await aRole(app, ann, [], 'One'), await aRole(app, ann, [], 'Two')];
    await expectRefusal(app, () => edit(ann, role, { name: 'two' }), {
      status: 409,
      code: 'ROLE_NAME_TAKEN',
    });
    await edit(ann, role, { name: 'ONE' }).expect(200);
  });

  it('leaves the built-in ones as they are, for owners and super admins too', async () => {
    const builtIn = { id: '00000000-0000-7000-8000-000000000005' };
    const root = await aSuperAdmin(app);
    for (const { by, writes } of [
      { by: ann, writes: [] },
      { by: root, writes: ['audit_log'] },
    ])
      for (const act of [
        () => edit(by, builtIn, { permissions: ['users.read', 'audit.read'] }),
        () => edit(by, builtIn, { name: 'Guest' }),
        () => remove(by, builtIn),
      ])
        await expectRefusal(app, act, { status: 409, code: 'ROLE_BUILT_IN', writes });
  });
});

describe('deleting a role', () => {
  it('is for whoever names the current version or none, and frees its name', async () => {
    const role = await aRole(app, ann, ['audit.read'], 'Auditor');
    await expectRefusal(app, () => remove(ann, role, { 'If-Match': '"2"' }), {
      status: 412,
      code: 'PRECONDITION_FAILED',
    });
    await remove(ann, role, { 'If-Match': '"1"' }).expect(200, {
      success: true,
      message: 'Role deleted',
      data: { ok: true },
    });
    await app.get(at(role), as(ann)).expect(404);
    await remove(ann, role).expect(404);
    await aRole(app, ann, [], 'auditor');
    expect(await audited('role.deleted')).toEqual([
      { actor_id: ann.id, details: { roleId: role.id, name: 'Auditor' } },
    ]);
    expect(await told('workspace:role:deleted')).toHaveLength(1);
  });
});
