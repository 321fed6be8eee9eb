import { builtInRoleNames, permissionsOf } from '../../../../../src/modules/role/domain/builtInRoles';
import { effectivePermissions } from '../../../../../src/modules/role/domain/effectivePermissions';

describe('What a member may do', () => {
  it('is what the built-in role and the custom roles permit together', () => {
    const all = effectivePermissions('viewer', ['audit.read', 'users.read', 'audit.read']);
    expect([...all].sort()).toEqual(['audit.read', 'users.read']);
  });

  it.each(builtInRoleNames)('is never less than what the role of a %s permits', (role) => {
    expect(effectivePermissions(role, [])).toEqual(permissionsOf(role));
  });

  it('changes nothing of the built-in role', () => {
    effectivePermissions('viewer', ['workspaces.delete']);
    expect([...permissionsOf('viewer')]).toEqual(['users.read']);
  });
});
