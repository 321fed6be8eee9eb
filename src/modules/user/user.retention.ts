import type { RetentionRule } from '../../core/kit';

export const userRetention: readonly RetentionRule[] = [
  {
    table: 'users',
    rows: 'Accounts',
    stay: 'Deleted ones too: a super admin can restore them, and what they did keeps its author.',
  },
];
