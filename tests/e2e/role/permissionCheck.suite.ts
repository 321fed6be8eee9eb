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
import { aRole, setRoles } from '../../support/app/roles';
import { tablesChanged } from '../../support/app/tableCounts';
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
const ask = (by: Person, body: object) => app.post(`${home()}/permissions/check`, body, as(by));
const verdict = async (by: Person, permission: string, about?: Person) =>
  (await ask(by, { permission, ...(about && { userId: about.id }) }).expect(200)).body.data as {
    allowed: boolean;
    because: { kind: string; role?: string }[];
  };
const BUILT_IN = '00000000-0000-7000-8000-00000000000';

describe('asking whether somebody may do something', () => {
  it('names the roles that permit it: of oneself, and of another member', async () => {
    const [ben, auditor] = [await inWorkspace('viewer'), await aRole(app, ann, ['audit.read', 'users.read'])];
    await setRoles(app, ann, ann.workspaceId, ben, [auditor.id]).expect(200);
    const custom = { kind: 'role', role: auditor.name, roleId: auditor.id };

    expect(await verdict(ben, 'audit.read')).toEqual({
      allowed: true,
      because: [{ ...custom, permission: 'audit.read' }],
    });
    expect(await verdict(ann, 'users.read', ben)).toEqual({
      allowed: true,
      because: [
        { kind: 'role', role: 'viewer', roleId: `${BUILT_IN}5`, permission: 'users.read' },
        { ...custom, permission: 'users.read' },
      ],
    });
    expect(await verdict(ben, 'workspaces.delete', ann)).toMatchObject({
      allowed: true,
      because: [{ role: 'owner', roleId: `${BUILT_IN}1` }],
    });
  });

  it('names what is missing, and says what a call would then be answered', async () => {
    const ben = await inWorkspace('manager');
    expect(await verdict(ben, 'workspaces.manage')).toEqual({
      allowed: false,
      because: [{ kind: 'missing', permission: 'workspaces.manage' }],
    });
    const answer = await app.call('patch', home(), { name: 'Beta' }, as(ben)).expect(403);
    expect(answer.body.details).toEqual([{ path: 'permission', message: 'workspaces.manage' }]);
  });

  it.each(['owner', 'admin', 'manager', 'member', 'viewer'] as const)(
    'agrees for a %s with what calls are answered',
    async (role) => {
      const ben = await inWorkspace(role);
      const calls = {
        'workspaces.manage': () => app.call('patch', home(), { name: 'Beta' }, as(ben)),
        'roles.manage': () => app.post(`${home()}/roles`, { name: 'Crew' }, as(ben)),
        'roles.assign': () => setRoles(app, ben, ann.workspaceId, { id: randomUUID() }, []),
        'users.read': () => app.get(`${home()}/members`, as(ben)),
      };
      for (const [permission, call] of Object.entries(calls)) {
        const { allowed } = await verdict(ben, permission);
        expect({ permission, allowed }).toEqual({ permission, allowed: (await call()).status !== 403 });
      }
    },
  );

  it('tells of a banned account, a deactivated member and a suspended workspace', async () => {
    const [ben, cid, root] = [await inWorkspace('admin'), await inWorkspace('admin'), await aSuperAdmin(app)];
    await app.sql(`UPDATE users SET status = 'banned' WHERE id = $1`, [ben.id]);
    await app.call('patch', `${home()}/members/${cid.id}`, { status: 'inactive' }, as(ann)).expect(200);
    expect(await verdict(ann, 'audit.read', ben)).toEqual({ allowed: false, because: [{ kind: 'banned' }] });
    expect(await verdict(ann, 'audit.read', cid)).toEqual({
      allowed: false,
      because: [{ kind: 'suspended' }],
    });
    await app.call('patch', `${home()}/status`, { status: 'suspended' }, as(root)).expect(200);
    expect(await verdict(root, 'audit.read', ann)).toEqual({
      allowed: false,
      because: [{ kind: 'suspended' }],
    });
    expect((await ask(ann, { permission: 'audit.read' })).body.code).toBe('WORKSPACE_SUSPENDED');
  });

  it('tells super admins of themselves and of each other, and nobody else', async () => {
    const [root, other] = [await aSuperAdmin(app), await aSuperAdmin(app)];
    expect(await verdict(root, 'workspaces.delete')).toEqual({
      allowed: true,
      because: [{ kind: 'super_admin' }],
    });
    await join(app, ann.workspaceId, other.id, 'viewer');
    expect((await verdict(root, 'workspaces.delete', other)).because).toEqual([{ kind: 'super_admin' }]);
    expect((await verdict(other, 'users.read')).because.map(({ kind }) => kind)).toEqual([
      'super_admin',
      'role',
    ]);
    expect(await verdict(ann, 'workspaces.delete', other)).toEqual({
      allowed: false,
      because: [{ kind: 'missing', permission: 'workspaces.delete' }],
    });
  });

  it('writes nothing', async () => {
    expect(await tablesChanged(app, () => verdict(ann, 'audit.read'))).toEqual([]);
  });

  it('G2 is about members: whoever is none is not there, nor is the workspace for them', async () => {
    const ben = await aVerifiedOwner(app);
    const nobody = faceOf(await ask(ann, { permission: 'users.read', userId: randomUUID() }));
    expect(nobody).toMatchObject({ status: 404 });
    expect(faceOf(await ask(ann, { permission: 'users.read', userId: ben.id }))).toEqual(nobody);
    expect(faceOf(await ask(ben, { permission: 'users.read', userId: ann.id }))).toEqual(nobody);
  });

  it.each<[string, object]>([
    ['an unknown permission', { permission: 'users.rule' }],
    ['__proto__', { permission: '__proto__' }],
    ['no permission', {}],
    ['a list', { permission: ['users.read'] }],
    ['no id', { permission: 'users.read', userId: 'ann' }],
    ['a null id', { permission: 'users.read', userId: null }],
    ['more', { permission: 'users.read', role: 'owner' }],
  ])('refuses %s', async (_what, body) => {
    await expectRefusal(app, () => ask(ann, body), { status: 400, code: 'VALIDATION_ERROR' });
  });
});
