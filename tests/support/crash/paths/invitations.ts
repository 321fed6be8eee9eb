import { aLink } from '../../app/inviteLinks';
import { invited } from '../../app/inviting';
import { aVerifiedOwner, aVerifiedPerson, verified } from '../../app/members';
import { anEmail, aPerson, type Person } from '../../app/people';
import type { CrashScene } from '../CrashScene';
import { anOwnerAt } from '../people';
import type { WritePath } from '../WritePath';

async function anInvitation(app: CrashScene) {
  const { by, at } = await anOwnerAt(app);
  const { id } = await invited(app, by);
  return { by, at: { ...at, id } };
}

/** Somebody with an account who was invited. */
async function anInvitee(app: CrashScene) {
  const owner = await aVerifiedOwner(app);
  const by: Person = await aPerson(app);
  await verified(app, by);
  const { id, token } = await invited(app, owner, { email: by.email });
  return { by, at: { id: owner.workspaceId }, invitationId: id, with: { token } };
}

export const invitationPaths: readonly WritePath[] = [
  {
    on: 'POST /workspaces/:workspaceId/members/invite',
    after: ['reaction:NotifyInviteeWhenInvited on workspace:member:invited: UPDATE jobs'],
    arrange: async (app) => ({ ...(await anOwnerAt(app)), with: { email: anEmail('bob'), role: 'member' } }),
  },
  {
    on: 'POST /workspaces/:workspaceId/members/invite',
    how: 'somebody with an account',
    after: [
      'reaction:NotifyInviteeWhenInvited on workspace:member:invited: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => {
      const { email } = await aVerifiedPerson(app);
      return { ...(await anOwnerAt(app)), with: { email, role: 'member' } };
    },
  },
  {
    on: 'POST /workspaces/:workspaceId/members/invite/bulk',
    arrange: async (app) => {
      const invitations = ['bob', 'eve'].map((name) => ({ email: anEmail(name), role: 'member' }));
      return { ...(await anOwnerAt(app)), with: { invitations } };
    },
  },
  { on: 'DELETE /workspaces/:workspaceId/invitations/:id', arrange: anInvitation },
  { on: 'POST /workspaces/:workspaceId/invitations/:id/resend', arrange: anInvitation },
  {
    on: 'POST /invitations/preview',
    isRead: true,
    arrange: async (app) => ({ with: (await anInvitee(app)).with }),
  },
  {
    on: 'POST /invitations/accept',
    after: [
      'reaction:NotifyLeadersWhenMemberJoined on workspace:member:joined: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: anInvitee,
  },
  {
    on: 'POST /invitations/accept',
    how: 'an invite link',
    arrange: async (app) => {
      const { token } = await aLink(app, await aVerifiedOwner(app));
      return { by: await aVerifiedPerson(app), with: { token } };
    },
  },
  { on: 'POST /workspaces/:id/members/accept', arrange: anInvitee },
  { on: 'POST /invitations/decline', arrange: async (app) => ({ with: (await anInvitee(app)).with }) },
  {
    on: 'POST /workspaces/:workspaceId/invite-links',
    arrange: async (app) => ({ ...(await anOwnerAt(app)), with: { role: 'member' } }),
  },
  {
    on: 'DELETE /workspaces/:workspaceId/invite-links/:linkId',
    arrange: async (app) => {
      const { by, at } = await anOwnerAt(app);
      const { id } = await aLink(app, by);
      return { by, at: { ...at, linkId: id } };
    },
  },
];
