import type { RetentionRule } from '../../core/kit';

export const webhookRetention: readonly RetentionRule[] = [
  {
    table: 'webhook_deliveries',
    rows: 'What webhooks were told, with the log of each attempt',
    since: 'created_at',
    kept: '30 days',
    index: 'webhook_deliveries_created_idx',
    why: 'As long as the events themselves can be read. The last attempt is made within two weeks.',
  },
  { table: 'webhook_attempts', rows: 'Attempts to deliver', stay: 'As long as the delivery.' },
  {
    table: 'webhook_endpoints',
    rows: 'Webhooks, after they were deleted',
    since: 'deleted_at',
    kept: '31 days',
    index: 'webhook_endpoints_deleted_idx',
    why: 'By then what they were told has gone. Nobody sees them meanwhile; their secrets go at once.',
  },
];
