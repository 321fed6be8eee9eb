import type { RetentionRule } from '../../kit/RetentionRule';

/** For how long a workspace can be read back, and a client may be away without having to load everything anew. */
const FEED = '30 days';

export const coreRetention: readonly RetentionRule[] = [
  {
    table: 'outbox',
    rows: 'Events of workspaces, after they were published',
    since: 'published_at',
    kept: FEED,
    where: 'workspace_id IS NOT NULL',
    inOrder: { group: 'workspace_id', number: 'seq' },
    index: 'outbox_published_idx',
    why: 'A client that comes back later is told to load its state anew. Stripe lists events for as long.',
  },
  {
    table: 'outbox',
    rows: 'Events of no workspace, after they were published',
    since: 'published_at',
    kept: FEED,
    where: 'workspace_id IS NULL',
    index: 'outbox_published_alone_idx',
    why: 'Nobody reads them again; they help to find out what went wrong.',
  },
  {
    table: 'jobs',
    rows: 'Jobs that are done, mails among them',
    since: 'done_at',
    kept: '7 days',
    index: 'jobs_done_idx',
    why: 'To answer whether a mail went out, over a weekend. Their keys keep a mail from going out twice meanwhile.',
  },
  {
    table: 'jobs',
    rows: 'Jobs that were put aside as dead',
    since: 'dead_at',
    kept: '90 days',
    index: 'jobs_dead_idx',
    why: 'Somebody should look at what they owed. The audit log says for good that they died.',
  },
  {
    table: 'idempotency_keys',
    rows: 'Kept answers to calls with an Idempotency-Key',
    since: 'answered_at',
    kept: '24 hours',
    index: 'idempotency_keys_answered_idx',
    why: 'What the API promises. Nobody gets one after that, also before it is deleted.',
  },
  {
    table: 'cache_drops',
    rows: 'Notices of what processes must forget',
    since: 'dropped_at',
    kept: '1 minute',
    index: 'cache_drops_recent_idx',
    why: 'Processes hear of them within a second, and after a longer silence believe nothing they remember.',
  },
  {
    table: 'audit_log',
    rows: 'The audit log, and with it the security log of every account',
    stay: 'For good: it is only appended to, and each row is linked to the one before.',
  },
  {
    table: 'workspace_feeds',
    rows: 'The last event number of each workspace',
    stay: 'For good: a number is never given twice.',
  },
  { table: 'leases', rows: 'Which process does what', stay: 'For good: one row for each kind of work.' },
  { table: 'schema_migrations', rows: 'Which migrations have run', stay: 'For good.' },
];
