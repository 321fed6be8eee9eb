import { permissionsOf, builtInRoleNames } from '../../../../../src/modules/role/domain/builtInRoles';
import { reasonsAgainst, reasonsFor, type Standing } from '../../../../../src/modules/role/domain/explain';

const auditor = { id: 'a' as never, name: 'Auditor', permissions: ['audit.read', 'users.read'] as const };
const viewer: Standing = {
  hasActiveAccount: true,
  isActive: true,
  isSuspended: false,
  isMfaMissing: false,
  isSuperAdmin: false,
  role: 'viewer',
  customRoles: [auditor],
};

describe('Why somebody may', () => {
  it('names every role that permits it', () => {
    expect(reasonsFor(viewer, 'users.read')).toEqual([
      { kind: 'role', role: 'viewer', roleId: expect.any(String), permission: 'users.read' },
      { kind: 'role', role: 'Auditor', roleId: 'a', permission: 'users.read' },
    ]);
    expect(reasonsFor(viewer, 'audit.read')).toMatchObject([{ role: 'Auditor' }]);
    expect(reasonsFor(viewer, 'roles.manage')).toEqual([]);
  });

  it.each(builtInRoleNames)('names the built-in role of a %s for what it permits', (role) => {
    for (const permission of permissionsOf(role))
      expect(reasonsFor({ ...viewer, role, customRoles: [] }, permission)).toMatchObject([{ role }]);
  });

  it('names the platform beside the roles', () => {
    const kinds = reasonsFor({ ...viewer, isSuperAdmin: true }, 'audit.read').map(({ kind }) => kind);
    expect(kinds).toEqual(['super_admin', 'role']);
  });
});

describe('Why somebody may not', () => {
  it.each<[string, Partial<Standing>, string[]]>([
    ['no role permits it', {}, ['missing']],
    ['the workspace is suspended', { isSuspended: true }, ['suspended', 'missing']],
    ['they are deactivated', { isActive: false }, ['suspended', 'missing']],
    ['the second factor is missing', { isMfaMissing: true }, ['mfa', 'missing']],
    ['a super admin lacks one', { isMfaMissing: true, isSuperAdmin: true }, []],
    ['they are banned', { hasActiveAccount: false }, ['banned', 'missing']],
    ['a super admin is banned', { hasActiveAccount: false, isSuperAdmin: true }, ['banned']],
    ['nothing holds a super admin back', { isSuspended: true, isSuperAdmin: true }, []],
  ])('says all of it: %s', (_what, facts, kinds) => {
    const reasons = reasonsAgainst({ ...viewer, ...facts }, 'roles.manage');
    expect(reasons.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('names the permission that is missing', () => {
    expect(reasonsAgainst(viewer, 'roles.manage')).toEqual([{ kind: 'missing', permission: 'roles.manage' }]);
  });
});
