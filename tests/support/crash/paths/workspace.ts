import { connectApp } from '../../app/mfa';
import { aSuperAdmin, aVerifiedOwner, aVerifiedPerson } from '../../app/members';
import { PASSWORD } from '../../app/people';
import { aRole } from '../../app/roles';
import { recordedTwice } from '../leaves';
import { anOwnerAt, ownerAnd } from '../people';
import type { WritePath } from '../WritePath';

export const workspacePaths: readonly WritePath[] = [
  {
    on: 'POST /workspaces',
    arrange: async (app) => ({ by: await aVerifiedPerson(app), with: { name: 'Beta' } }),
  },
  {
    on: 'PATCH /workspaces/:workspaceId',
    arrange: async (app) => ({ ...(await anOwnerAt(app)), with: { name: 'Beta' } }),
  },
  { on: 'POST /workspaces/:workspaceId/switch', arrange: anOwnerAt },
  {
    on: 'DELETE /workspaces/:workspaceId',
    after: ['reaction:NotifyOwnersWhenWorkspaceChanged on workspace:deleted: UPDATE jobs'],
    arrange: anOwnerAt,
  },
  {
    on: 'POST /workspaces/:id/restore',
    after: ['reaction:NotifyOwnersWhenWorkspaceChanged on workspace:restored: UPDATE jobs'],
    arrange: async (app) => {
      const by = await aVerifiedOwner(app);
      await app
        .call('delete', `/workspaces/${by.workspaceId}`, undefined, { token: by.accessToken })
        .expect(200);
      return { by, at: { id: by.workspaceId } };
    },
  },
  {
    on: 'PATCH /workspaces/:workspaceId/status',
    after: [
      'reaction:NotifyOwnersWhenWorkspaceChanged on workspace:suspended: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    leaves: recordedTwice,
    arrange: async (app) => {
      const { at } = await anOwnerAt(app);
      return { by: await aSuperAdmin(app), at, with: { status: 'suspended' } };
    },
  },
  {
    on: 'PATCH /workspaces/:workspaceId/status',
    how: 'active again',
    after: [
      'reaction:NotifyOwnersWhenWorkspaceChanged on workspace:activated: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    leaves: recordedTwice,
    arrange: async (app) => {
      const [{ at }, by] = [await anOwnerAt(app), await aSuperAdmin(app)];
      await app
        .call(
          'patch',
          `/workspaces/${at.workspaceId}/status`,
          { status: 'suspended' },
          { token: by.accessToken },
        )
        .expect(200);
      return { by, at, with: { status: 'active' } };
    },
  },
  {
    on: 'PUT /workspaces/:workspaceId/security',
    arrange: async (app) => {
      const { by, at } = await anOwnerAt(app);
      return { by: await connectApp(app, by), at, with: { mfaRequired: true } };
    },
  },
  {
    on: 'PATCH /workspaces/:workspaceId/members/:userId',
    after: [
      'reaction:NotifyMemberWhenRoleChanged on workspace:member:role-changed: INSERT INTO jobs, INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => ({ ...(await ownerAnd(app)), with: { role: 'admin' } }),
  },
  {
    on: 'PATCH /workspaces/:workspaceId/members/:userId',
    how: 'their status',
    after: [
      'reaction:NotifyMemberWhenStatusChanged on workspace:member:status-changed: INSERT INTO jobs, INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => ({ ...(await ownerAnd(app)), with: { status: 'inactive' } }),
  },
  {
    on: 'DELETE /workspaces/:workspaceId/members/:userId',
    arrange: async (app) => ownerAnd(app),
  },
  {
    on: 'POST /workspaces/:workspaceId/leave',
    arrange: async (app) => {
      const { other, at } = await ownerAnd(app);
      return { by: other, at };
    },
  },
  {
    on: 'PUT /workspaces/:workspaceId/members/:userId/roles',
    arrange: async (app) => {
      const { by, at } = await ownerAnd(app);
      const { id } = await aRole(app, by, ['audit.read']);
      return { by, at, with: { roleIds: [id] } };
    },
  },
  {
    on: 'POST /workspaces/:workspaceId/transfer-ownership',
    after: [
      'reaction:NotifyTakerWhenOwnershipOffered on workspace:ownership-offered: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => {
      const { by, other, at } = await ownerAnd(app);
      return { by, at, with: { userId: other.id } };
    },
  },
  {
    on: 'POST /workspaces/:workspaceId/transfer-ownership/accept',
    after: [
      'reaction:NotifyMemberWhenRoleChanged on workspace:member:role-changed: UPDATE jobs',
      'reaction:NotifyGiverWhenOwnershipTransferred on workspace:ownership-transferred: INSERT INTO jobs, INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => {
      const { by, other, at } = await ownerAnd(app);
      await app
        .post(
          `/workspaces/${at.workspaceId}/transfer-ownership`,
          { userId: other.id, password: PASSWORD },
          { token: by.accessToken },
        )
        .expect(200);
      return { by: other, at };
    },
  },
];
