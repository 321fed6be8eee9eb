import { aMember, aVerifiedOwner } from '../../app/members';
import { aRole } from '../../app/roles';
import type { CrashScene } from '../CrashScene';
import type { WritePath } from '../WritePath';

async function ownerWithRole(app: CrashScene) {
  const by = await aVerifiedOwner(app);
  const role = await aRole(app, by, ['users.read']);
  return { by, at: { workspaceId: by.workspaceId, roleId: role.id } };
}

export const rolePaths: readonly WritePath[] = [
  {
    on: 'POST /workspaces/:workspaceId/roles',
    after: ['INSERT INTO workspace_feeds, UPDATE outbox'],
    arrange: async (app) => {
      const by = await aVerifiedOwner(app);
      return {
        by,
        at: { workspaceId: by.workspaceId },
        with: { name: 'Auditor', permissions: ['audit.read'] },
      };
    },
  },
  {
    on: 'POST /workspaces/:workspaceId/roles',
    how: 'refused',
    refusal: '403 FORBIDDEN',
    arrange: async (app) => {
      const { workspaceId } = await aVerifiedOwner(app);
      return {
        by: await aMember(app, workspaceId, 'member'),
        at: { workspaceId },
        with: { name: 'Auditor' },
      };
    },
  },
  {
    on: 'PUT /workspaces/:workspaceId/roles/:roleId',
    arrange: async (app) => ({ ...(await ownerWithRole(app)), with: { name: 'Reader' } }),
  },
  {
    on: 'PUT /workspaces/:workspaceId/roles/:roleId/permissions',
    arrange: async (app) => ({ ...(await ownerWithRole(app)), with: { permissions: ['audit.read'] } }),
  },
  { on: 'DELETE /workspaces/:workspaceId/roles/:roleId', arrange: ownerWithRole },
  {
    on: 'POST /workspaces/:workspaceId/roles/:roleId/preview',
    isRead: true,
    arrange: async (app) => ({ ...(await ownerWithRole(app)), with: { permissions: ['audit.read'] } }),
  },
  {
    on: 'POST /workspaces/:workspaceId/permissions/check',
    isRead: true,
    arrange: async (app) => {
      const by = await aVerifiedOwner(app);
      return { by, at: { workspaceId: by.workspaceId }, with: { permission: 'audit.read', userId: by.id } };
    },
  },
];
