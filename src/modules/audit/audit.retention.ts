import type { RetentionRule } from '../../core/kit';

export const auditRetention: readonly RetentionRule[] = [
  { table: 'audit_chain', rows: 'The links of the audit log', stay: 'For good, as the audit log does.' },
  {
    table: 'audit_unchained',
    rows: 'Rows of the audit log that wait for their link',
    stay: 'About a second.',
  },
];
