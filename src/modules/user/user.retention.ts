import type { RetentionRule } from '../../core/kit';

export const userRetention: readonly RetentionRule[] = [
  {
    table: 'users',
    rows: 'Accounts',
    stay: 'Deleted ones too: nobody sees them or signs in, and what they did keeps its author.',
  },
];
