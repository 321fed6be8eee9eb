import type { RetentionRule } from '../../core/kit';

export const workspaceRetention: readonly RetentionRule[] = [
  {
    table: 'invitation_quotas',
    rows: 'Counts of mailed invitations by workspace, inviter and hashed recipient',
    since: 'started_at',
    kept: '1 day',
    index: 'invitation_quotas_started_idx',
    why: 'They count for an hour.',
  },
  {
    table: 'invite_link_guests',
    rows: 'Who registered by an invite link and did not verify their address',
    since: 'registered_at',
    kept: '30 days',
    index: 'invite_link_guests_registered_idx',
    why: 'No link holds longer. Their accounts stay.',
  },
  {
    table: 'workspaces',
    rows: 'Workspaces',
    stay: 'Deleted ones too. They can be restored for 30 days; after that nothing shows them.',
  },
  { table: 'memberships', rows: 'Memberships', stay: 'Until the member leaves or is removed.' },
  {
    table: 'user_roles',
    rows: 'Custom roles of members',
    stay: 'Until they are taken away, or with the membership.',
  },
  {
    table: 'ownership_offers',
    rows: 'Offers to hand a workspace over',
    stay: 'One a workspace, until it is accepted or replaced. It is of no use after seven days.',
  },
  { table: 'invitations', rows: 'Invitations', stay: 'With the workspace: they tell who invited whom.' },
  { table: 'invite_links', rows: 'Invite links', stay: 'With the workspace: they tell who let people in.' },
];
