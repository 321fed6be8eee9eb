import { defineModule, reaction } from '../../core/kit';
import { ExportNotifications } from './application/ExportNotifications';
import { ExportPreferences } from './application/ExportPreferences';
import { NotifyGiverWhenOwnershipTransferred } from './application/NotifyGiverWhenOwnershipTransferred';
import { NotifyInviteeWhenInvited } from './application/NotifyInviteeWhenInvited';
import { NotifyLeadersWhenMemberJoined } from './application/NotifyLeadersWhenMemberJoined';
import { NotifyMemberWhenRemoved } from './application/NotifyMemberWhenRemoved';
import { NotifyMemberWhenRoleChanged } from './application/NotifyMemberWhenRoleChanged';
import { NotifyMemberWhenStatusChanged } from './application/NotifyMemberWhenStatusChanged';
import { NotifyOwnersWhenWorkspaceChanged } from './application/NotifyOwnersWhenWorkspaceChanged';
import { NotifyPersonWhenAccountChanged } from './application/NotifyPersonWhenAccountChanged';
import { NotifyTakerWhenOwnershipOffered } from './application/NotifyTakerWhenOwnershipOffered';
import { bindReactions } from './bindReactions.module';
import { bindUseCases } from './bindUseCases.module';
import { notificationEvents } from './notification.events';
import { notificationRetention } from './notification.retention';
import { notificationMails } from './presentation/notification.mails';
import { notificationEndpoints } from './presentation/notification.routes';
import { preferenceEndpoints } from './presentation/preferences.routes';

export const notificationModule = defineModule({
  name: 'notification',
  permissions: {},
  events: notificationEvents,
  mails: notificationMails,
  endpoints: [...notificationEndpoints, ...preferenceEndpoints],
  reactions: [
    reaction('workspace:member:invited', NotifyInviteeWhenInvited),
    reaction('workspace:member:joined', NotifyLeadersWhenMemberJoined),
    reaction('workspace:member:role-changed', NotifyMemberWhenRoleChanged),
    reaction('workspace:member:status-changed', NotifyMemberWhenStatusChanged),
    reaction('workspace:member:removed', NotifyMemberWhenRemoved),
    reaction('workspace:ownership-offered', NotifyTakerWhenOwnershipOffered),
    reaction('workspace:ownership-transferred', NotifyGiverWhenOwnershipTransferred),
    reaction('workspace:suspended', NotifyOwnersWhenWorkspaceChanged),
    reaction('workspace:activated', NotifyOwnersWhenWorkspaceChanged),
    reaction('workspace:deleted', NotifyOwnersWhenWorkspaceChanged),
    reaction('workspace:restored', NotifyOwnersWhenWorkspaceChanged),
    reaction('auth:password-changed', NotifyPersonWhenAccountChanged),
    reaction('auth:password-reset', NotifyPersonWhenAccountChanged),
    reaction('auth:refresh-reused', NotifyPersonWhenAccountChanged),
    reaction('auth:mfa-enabled', NotifyPersonWhenAccountChanged),
    reaction('auth:mfa-disabled', NotifyPersonWhenAccountChanged),
    reaction('auth:recovery-codes-renewed', NotifyPersonWhenAccountChanged),
    reaction('auth:recovery-code-used', NotifyPersonWhenAccountChanged),
    reaction('user:email-changed', NotifyPersonWhenAccountChanged),
  ],
  jobs: [],
  tables: ['notifications', 'notification_preferences'],
  retention: notificationRetention,
  exports: { notifications: ExportNotifications, notificationPreferences: ExportPreferences },
  models: [],
  services: [],
  bind(bind) {
    bindUseCases(bind);
    bindReactions(bind);
  },
});
