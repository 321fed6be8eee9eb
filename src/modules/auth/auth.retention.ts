import type { RetentionRule } from '../../core/kit';

export const authRetention: readonly RetentionRule[] = [
  {
    table: 'refresh_tokens',
    rows: 'Refresh tokens, also those that were replaced',
    since: 'created_at',
    kept: '30 days',
    index: 'refresh_tokens_created_idx',
    why: 'A session lasts 30 days at most. Until it is over, an old token that comes back tells of a theft (RFC 9700, 4.14.2).',
  },
  {
    table: 'one_time_tokens',
    rows: 'Mailed tokens, after they were used, replaced or ran out',
    since: 'least(consumed_at, expires_at)',
    kept: '1 day',
    index: 'one_time_tokens_over_idx',
    why: 'Those of the last hour are counted, so that nobody is flooded with mails.',
  },
  {
    table: 'sessions',
    rows: 'Sessions, after they were ended or could last no longer',
    since: 'coalesce(ended_at, ends_at)',
    kept: '31 days',
    index: 'sessions_over_idx',
    why: 'To look into a theft. A day longer than refresh tokens, so that none is left to go with its session.',
  },
  {
    table: 'login_throttles',
    rows: 'Failed sign-ins by address, after the last attempt and the last lock',
    since: 'greatest(window_started_at, pending_until, locked_until)',
    kept: '1 day',
    index: 'login_throttles_quiet_idx',
    why: 'After a day without a lock the next one is short again, so there is nothing left to know.',
  },
  { table: 'credentials', rows: 'Password hashes', stay: 'As long as the account.' },
  {
    table: 'totp_factors',
    rows: 'Second factors',
    stay: 'Until they are turned off, else as long as the account.',
  },
  { table: 'recovery_codes', rows: 'Hashes of recovery codes', stay: 'As long as the second factor.' },
];
