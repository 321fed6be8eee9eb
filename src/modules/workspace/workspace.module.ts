import { defineModule, reaction } from '../../core/kit';
import './domain/permissions';
import { ExportMemberships } from './application/ExportMemberships';
import { JoinByLinkWhenEmailVerified } from './application/JoinByLinkWhenEmailVerified';
import { bindInvitations } from './bindInvitations.module';
import { bindInviteLinks } from './bindInviteLinks.module';
import { bindMemberRoles } from './bindMemberRoles.module';
import { bindMembers } from './bindMembers.module';
import { bindOwnership } from './bindOwnership.module';
import { bindWorkspaces } from './bindWorkspaces.module';
import { invitationEvents } from './invitation.events';
import { inviteLinkEvents } from './inviteLink.events';
import { MembershipModel } from './infrastructure/MembershipModel';
import { WorkspaceModel } from './infrastructure/WorkspaceModel';
import { eventEndpoints } from './presentation/events.routes';
import { invitationMails } from './presentation/invitation.mails';
import { invitationEndpoints } from './presentation/invitation.routes';
import { inviteLinkEndpoints } from './presentation/inviteLink.routes';
import { memberRoleEndpoints } from './presentation/memberRoles.routes';
import { memberEndpoints } from './presentation/members.routes';
import { ownershipMails } from './presentation/ownership.mails';
import { ownershipEndpoints } from './presentation/ownership.routes';
import { securityEndpoints } from './presentation/security.routes';
import { workspaceEndpoints } from './presentation/workspace.routes';
import { workspaceLifeEndpoints } from './presentation/workspaceLife.routes';
import { workspaceSwitchEndpoints } from './presentation/workspaceSwitch.routes';
import { workspaceEvents } from './workspace.events';
import { workspaceRetention } from './workspace.retention';

export const workspaceModule = defineModule({
  name: 'workspace',
  permissions: {
    'members.invite': 'Invite people into the workspace',
    'members.remove': 'Remove members from the workspace',
    'workspaces.manage': 'Change the workspace',
    'workspaces.delete': 'Delete the workspace',
    'workspaces.transfer': 'Offer the ownership to somebody else',
  },
  events: { ...workspaceEvents, ...invitationEvents, ...inviteLinkEvents },
  mails: { ...invitationMails, ...ownershipMails },
  endpoints: [
    ...workspaceEndpoints,
    ...workspaceSwitchEndpoints,
    ...workspaceLifeEndpoints,
    ...securityEndpoints,
    ...memberEndpoints,
    ...memberRoleEndpoints,
    ...ownershipEndpoints,
    ...invitationEndpoints,
    ...inviteLinkEndpoints,
    ...eventEndpoints,
  ],
  reactions: [
    reaction('user:email-verified', JoinByLinkWhenEmailVerified),
    reaction('user:email-changed', JoinByLinkWhenEmailVerified),
  ],
  jobs: [],
  tables: [
    'workspaces',
    'memberships',
    'user_roles',
    'ownership_offers',
    'invitations',
    'invitation_quotas',
    'invite_links',
    'invite_link_guests',
  ],
  retention: workspaceRetention,
  exports: { memberships: ExportMemberships },
  models: [WorkspaceModel, MembershipModel],
  services: [],
  bind(bind) {
    bindWorkspaces(bind);
    bindMembers(bind);
    bindMemberRoles(bind);
    bindOwnership(bind);
    bindInvitations(bind);
    bindInviteLinks(bind);
  },
});
