import { defineModule } from '../../core/kit';
import './domain/permissions';
import { ExportMemberships } from './application/ExportMemberships';
import { bindInvitations } from './bindInvitations.module';
import { bindMembers } from './bindMembers.module';
import { bindOwnership } from './bindOwnership.module';
import { bindWorkspaces } from './bindWorkspaces.module';
import { invitationEvents } from './invitation.events';
import { MembershipModel } from './infrastructure/MembershipModel';
import { WorkspaceModel } from './infrastructure/WorkspaceModel';
import { invitationMails } from './presentation/invitation.mails';
import { invitationEndpoints } from './presentation/invitation.routes';
import { memberEndpoints } from './presentation/members.routes';
import { ownershipMails } from './presentation/ownership.mails';
import { ownershipEndpoints } from './presentation/ownership.routes';
import { workspaceEndpoints } from './presentation/workspace.routes';
import { workspaceLifeEndpoints } from './presentation/workspaceLife.routes';
import { workspaceSwitchEndpoints } from './presentation/workspaceSwitch.routes';
import { workspaceEvents } from './workspace.events';

export const workspaceModule = defineModule({
  name: 'workspace',
  permissions: {
    'members.invite': 'Invite people into the workspace',
    'members.remove': 'Remove members from the workspace',
    'workspaces.manage': 'Change the workspace',
    'workspaces.delete': 'Delete the workspace',
    'workspaces.transfer': 'Offer the ownership to somebody else',
    'audit.read': 'Read the audit log of the workspace',
    'webhooks.manage': 'Manage the webhooks of the workspace',
  },
  events: { ...workspaceEvents, ...invitationEvents },
  mails: { ...invitationMails, ...ownershipMails },
  endpoints: [
    ...workspaceEndpoints,
    ...workspaceSwitchEndpoints,
    ...workspaceLifeEndpoints,
    ...memberEndpoints,
    ...ownershipEndpoints,
    ...invitationEndpoints,
  ],
  reactions: [],
  jobs: [],
  tables: ['workspaces', 'memberships', 'ownership_offers', 'invitations', 'invitation_quotas'],
  exports: { memberships: ExportMemberships },
  models: [WorkspaceModel, MembershipModel],
  services: [],
  bind(bind) {
    bindWorkspaces(bind);
    bindMembers(bind);
    bindOwnership(bind);
    bindInvitations(bind);
  },
});
