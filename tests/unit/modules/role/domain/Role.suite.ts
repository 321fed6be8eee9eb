import { randomUUID } from 'node:crypto';
import { asId } from '../../../../../src/core/domain/ids';
import { Role, type RoleState } from '../../../../../src/modules/role/domain/Role';

const state: RoleState = {
  id: asId<'role'>(randomUUID()),
  workspaceId: asId<'workspace'>(randomUUID()),
  name: 'Auditor',
  permissions: ['audit.read', 'users.read'],
};
const about = { workspaceId: state.workspaceId, subjectId: null };

describe('A custom role', () => {
  it('comes into being with a tidy name and its permissions in order, each once', () => {
    const role = Role.create({
      ...state,
      name: ' Auditor ',
      permissions: ['users.read', 'audit.read', 'users.read'],
    });
    expect(role.state).toEqual(state);
    expect(role.version).toBe(0);
    const { id: roleId, name, permissions } = state;
    expect(role.pullEvents()).toEqual([
      { name: 'workspace:role:created', ...about, payload: { roleId, name, permissions } },
    ]);
  });

  it('remembers what an edit changed, and only that', () => {
    const role = Role.restore(state, 3);
    role.edit({ name: 'Controller' });
    role.edit({ permissions: ['users.read'] });
    expect(role.pullEvents().map(({ changes }) => changes)).toEqual([
      { name: { before: 'Auditor', after: 'Controller' } },
      { permissions: { before: ['audit.read', 'users.read'], after: ['users.read'] } },
    ]);
    expect(role.state).toEqual({ ...state, name: 'Controller', permissions: ['users.read'] });
  });

  it.each([{}, { name: ' Auditor' }, { permissions: ['users.read', 'audit.read'] as const }])(
    'says nothing of %j, which changes nothing',
    (edit) => {
      const role = Role.restore(state, 1);
      role.edit(edit);
      expect(role.pullEvents()).toEqual([]);
    },
  );

  it('says that it is deleted', () => {
    const role = Role.restore(state, 1);
    role.delete();
    expect(role.pullEvents()).toEqual([
      { name: 'workspace:role:deleted', ...about, payload: { roleId: state.id, name: 'Auditor' } },
    ]);
  });
});
