import { randomUUID } from 'node:crypto';
import { faceOf } from '../../support/app/faceOf';
import { aMember, aVerifiedOwner, type Role, type VerifiedOwner } from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { aRole, setRoles, type CustomRole } from '../../support/app/roles';
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
const at = ({ id }: Pick<CustomRole, 'id'>) => `/workspaces/${ann.workspaceId}/roles/${id}`;
const preview = (by: Person, role: Pick<CustomRole, 'id'>, permissions: unknown, query = '') =>
  app.post(`${at(role)}/preview${query}`, { permissions }, as(by));
const holder = async (role: Role, roles: readonly CustomRole[]): Promise<Person> => {
  const person = await aMember(app, ann.workspaceId, role);
  const ids = roles.map(({ id }) => id);
  await setRoles(app, ann, ann.workspaceId, person, ids).expect(200);
  return person;
};
const permissionsOf = async (person: Person): Promise<string[]> => {
  const headers = { 'X-Workspace-Id': ann.workspaceId };
  return (await app.get('/auth/me', { ...as(person), headers }).expect(200)).body.data.permissions;
};
const DENIED = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };

describe('a preview of what a role will permit', () => {
  it('lists who gains and loses what, and writes nothing', async () => {
    const [host, auditor] = [
      await aRole(app, ann, ['members.invite', 'users.read']),
      await aRole(app, ann, ['audit.read']),
    ];
    const plain = await holder('viewer', [host]);
    const audits = await holder('member', [host, auditor]);
    await holder('admin', [host]);
    await holder('viewer', [auditor]);
    const gone = await holder('viewer', [host]);
    await app.sql(`UPDATE memberships SET status = 'inactive' WHERE user_id = $1`, [gone.id]);
    const next = ['audit.read', 'users.read', 'webhooks.manage'];

    let data: object[] = [];
    const changed = await tablesChanged(app, async () => {
      ({ data } = (await preview(ann, host, next).expect(200)).body);
    });

    expect(changed).toEqual([]);
    expect(data).toEqual([
      {
        ...{ userId: plain.id, email: plain.email, name: 'Ann Smith', role: 'viewer' },
        gains: ['audit.read', 'webhooks.manage'],
        loses: ['members.invite'],
      },
      {
        ...{ userId: audits.id, email: audits.email, name: 'Ann Smith', role: 'member' },
        gains: ['webhooks.manage'],
        loses: ['members.invite'],
      },
    ]);
  });

  it('tells just what then happens', async () => {
    const roles = [
      await aRole(app, ann, ['members.invite', 'roles.manage']),
      await aRole(app, ann, ['roles.manage']),
    ];
    const [role] = roles as [CustomRole, CustomRole];
    const people = [
      await holder('viewer', [role]),
      await holder('viewer', roles),
      await holder('manager', [role]),
    ];
    const before = await Promise.all(people.map(permissionsOf));
    const next = ['users.create', 'members.invite'];
    const foretold = (await preview(ann, role, next).expect(200)).body.data as {
      userId: string;
      gains: string[];
      loses: string[];
    }[];
    await app.call('put', `${at(role)}/permissions`, { permissions: next }, as(ann)).expect(200);
    const after = await Promise.all(people.map(permissionsOf));

    const happened = people.map(({ id: userId }, index) => ({
      userId,
      gains: (after[index] ?? []).filter((name) => !before[index]?.includes(name)),
      loses: (before[index] ?? []).filter((name) => !after[index]?.includes(name)),
    }));
    const differing = happened.filter(({ gains, loses }) => gains.length + loses.length > 0);
    expect(differing).toHaveLength(3);
    expect(foretold).toEqual(differing.map((one) => expect.objectContaining(one)));
  });

  it('comes page by page', async () => {
    const role = await aRole(app, ann, ['audit.read']);
    const people = [
      await holder('viewer', [role]),
      await holder('viewer', [role]),
      await holder('viewer', [role]),
    ];
    const first = await preview(ann, role, [], '?limit=2').expect(200);
    const rest = await preview(ann, role, [], `?limit=2&cursor=${first.body.meta.nextCursor}`).expect(200);
    const ids = [...first.body.data, ...rest.body.data].map(({ userId }: { userId: string }) => userId);
    expect(ids).toEqual(people.map(({ id }) => id));
    expect(rest.body.meta.nextCursor).toBeNull();
  });

  it('G9 refuses what setting them would refuse', async () => {
    const [role, admin] = [
      await aRole(app, ann, ['audit.read']),
      await aMember(app, ann.workspaceId, 'admin'),
    ];
    const heir = await aRole(app, ann, ['workspaces.delete']);
    const answer = await expectRefusal(app, () => preview(admin, role, ['workspaces.delete']), DENIED);
    expect(answer.body.details).toEqual([{ path: 'permission', message: 'workspaces.delete' }]);
    await expectRefusal(app, () => preview(admin, heir, []), DENIED);
    const manager = await aMember(app, ann.workspaceId, 'manager');
    await expectRefusal(app, () => preview(manager, role, []), DENIED);
    await expectRefusal(app, () => preview(ann, role, ['users.rule']), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
    const builtIn = { id: '00000000-0000-7000-8000-000000000005' };
    await expectRefusal(app, () => preview(ann, builtIn, []), { status: 409, code: 'ROLE_BUILT_IN' });
  });

  it('G2 G3 is not there for roles of others', async () => {
    const other = await aVerifiedOwner(app);
    const nobody = faceOf(await preview(ann, { id: randomUUID() }, []));
    expect(nobody).toMatchObject({ status: 404 });
    expect(faceOf(await preview(ann, await aRole(app, other), []))).toEqual(nobody);
    expect(faceOf(await preview(other, await aRole(app, ann), []))).toEqual(nobody);
  });
});
