import type { RetentionRule } from '../../core/kit';

export const notificationRetention: readonly RetentionRule[] = [
  {
    table: 'notifications',
    rows: 'Notifications, after they were read',
    since: 'read_at',
    kept: '90 days',
    index: 'notifications_read_idx',
    why: 'To look something up again. What happened stays in the audit log.',
  },
  {
    table: 'notifications',
    rows: 'Notifications, also those that nobody read',
    since: 'created_at',
    kept: '365 days',
    index: 'notifications_created_idx',
    why: 'Who has not looked for a year is not waiting for them.',
  },
  {
    table: 'notification_preferences',
    rows: 'What people want to be told',
    stay: 'As long as the account.',
  },
];
