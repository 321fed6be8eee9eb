import type { Access } from '../../../../../src/core/application/Access';
import type { Caller, Tenancy } from '../../../../../src/core/application/Caller';
import type { DomainError } from '../../../../../src/core/domain/DomainError';
import { asId } from '../../../../../src/core/domain/ids';
import { permissionsOf, type BuiltInRole } from '../../../../../src/modules/role';
import { RoleAccessPolicy } from '../../../../../src/modules/role/application/RoleAccessPolicy';
import {
  anyone,
  authorize,
  may,
  member,
  refreshTokenBearer,
  signedIn,
  superAdmin,
  withoutMfa,
} from '../../../../../src/core/presentation/access';

const workspaceId = asId<'workspace'>('01890a5d-ac96-7003-8d3d-000000000001');
const ann: Caller = {
  userId: asId<'user'>('01890a5d-ac96-774b-bcce-b302099a8057'),
  sid: asId<'session'>('01890a5d-ac96-7003-8d3d-000000000002'),
  email: 'ann@example.com',
  emailVerified: true,
  isSuperAdmin: false,
  tokenWorkspaceId: null,
};
const root: Caller = { ...ann, isSuperAdmin: true };
const as = (role: BuiltInRole, suspended = false, mfaMissing = false): Tenancy => ({
  ...{ workspaceId, role, suspended, mfaMissing, permissions: permissionsOf(role) },
});
const unguarded = (role: BuiltInRole) => as(role, false, true);

const policy = new RoleAccessPolicy();

function verdict(access: Access, caller: Caller, tenancy: Tenancy | null): string {
  try {
    policy.demand(access, caller, tenancy);
    return 'yes';
  } catch (error) {
    const { kind, code, facts } = error as DomainError;
    expect(kind).toBe('forbidden');
    return [code, facts.permission].filter(Boolean).join(' ');
  }
}

describe('Who may do what', () => {
  it.each<[string, Access, Caller, Tenancy | null, string]>([
    ['anyone', anyone, ann, null, 'yes'],
    ['the bearer of a refresh token', refreshTokenBearer, ann, null, 'yes'],
    ['who is signed in', signedIn, ann, null, 'yes'],
    ['who is signed in to a suspended workspace', signedIn, ann, as('viewer', true), 'yes'],
    ['a manager where managers may', authorize('owner', 'manager'), ann, as('manager'), 'yes'],
    ['a member where managers may', authorize('owner', 'manager'), ann, as('member'), 'FORBIDDEN'],
    [
      'a manager of a suspended workspace',
      authorize('manager'),
      ann,
      as('manager', true),
      'WORKSPACE_SUSPENDED',
    ],
    ['a super admin where owners may', authorize('owner'), root, null, 'yes'],
    ['a member as member', member, ann, as('viewer'), 'yes'],
    ['a stranger as member', member, ann, null, 'FORBIDDEN'],
    ['a member of a suspended workspace', member, ann, as('owner', true), 'WORKSPACE_SUSPENDED'],
    ['who holds the permission', may('users.read'), ann, as('viewer'), 'yes'],
    ['who lacks the permission', may('users.update'), ann, as('manager'), 'FORBIDDEN users.update'],
    ['a stranger with a permission', may('users.read'), ann, null, 'FORBIDDEN'],
    ['an owner of a suspended workspace', may('users.read'), ann, as('owner', true), 'WORKSPACE_SUSPENDED'],
    ['an owner as super admin', superAdmin, ann, as('owner'), 'FORBIDDEN'],
    ['a super admin', superAdmin, root, null, 'yes'],
    ['a super admin in a workspace of others', may('workspaces.delete'), root, null, 'yes'],
    ['an owner without the second factor', member, ann, unguarded('owner'), 'MFA_SETUP_REQUIRED'],
    ['who lacks it and a permission', may('users.update'), ann, unguarded('viewer'), 'MFA_SETUP_REQUIRED'],
    ['a manager who lacks it', authorize('manager'), ann, unguarded('manager'), 'MFA_SETUP_REQUIRED'],
    ['who lacks it, on the way to it', withoutMfa(member), ann, unguarded('viewer'), 'yes'],
    [
      'who lacks it, where it is suspended',
      withoutMfa(member),
      ann,
      as('owner', true, true),
      'WORKSPACE_SUSPENDED',
    ],
    ['who lacks it, in their own matters', signedIn, ann, unguarded('viewer'), 'yes'],
    ['a super admin who lacks it', may('users.update'), root, unguarded('viewer'), 'yes'],
    ['a super admin in a suspended workspace', member, root, as('viewer', true), 'yes'],
  ])('%s', (_who, access, caller, tenancy, expected) => {
    expect(verdict(access, caller, tenancy)).toBe(expected);
  });
});
