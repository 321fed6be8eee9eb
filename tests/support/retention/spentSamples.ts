const ROWS = 'FROM generate_series(1, $1::int) AS row(n)';
const SINCE = 'now() - $2::interval';
const HASH = `sha256(gen_random_uuid()::text::bytea)`;

/** A person, a workspace of theirs, a session and an invite link, for what refers to them. */
export const SCENE = `
  INSERT INTO users (id, email, first_name, last_name)
    VALUES ('00000000-0000-7000-8000-000000000001', 'ann@example.com', 'Ann', 'Smith');
  INSERT INTO workspaces (id, name, slug) VALUES ('00000000-0000-7000-8000-000000000002', 'Acme', 'acme');
  INSERT INTO sessions (id, user_id, expires_at, ends_at) VALUES
    ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000001', 'infinity', 'infinity');
  INSERT INTO invite_links (id, workspace_id, role, allowed_domains, invited_by, token_hash, expires_at, created_at)
    VALUES ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000002', 'member', '{}',
      '00000000-0000-7000-8000-000000000001', 'hash', now(), now());`;
export const ANN = `'00000000-0000-7000-8000-000000000001'`;
export const ACME = `'00000000-0000-7000-8000-000000000002'`;
const SESSION = `'00000000-0000-7000-8000-000000000003'`;
const LINK = `'00000000-0000-7000-8000-000000000004'`;

const sessions = (expires: string, ends: string, ended: string) =>
  `INSERT INTO sessions (id, user_id, expires_at, ends_at, ended_at)
   SELECT gen_random_uuid(), ${ANN}, ${expires}, ${ends}, ${ended} ${ROWS}`;
const tokens = (expires: string, consumed: string) =>
  `INSERT INTO one_time_tokens (hash, purpose, user_id, email, expires_at, consumed_at)
   SELECT ${HASH}, 'verify-email', ${ANN}, 'ann@example.com', ${expires}, ${consumed} ${ROWS}`;
const throttles = (window: string, pending: string, locked: string) =>
  `INSERT INTO login_throttles (identifier, window_started_at, pending_until, locked_until)
   SELECT gen_random_uuid()::text, ${window}, ${pending}, ${locked} ${ROWS}`;
const jobs = (column: string) =>
  `INSERT INTO jobs (id, kind, payload, ${column}) SELECT gen_random_uuid(), 'mail', '{}', ${SINCE} ${ROWS}`;
const notifications = (column: string) =>
  `INSERT INTO notifications (user_id, id, kind, message, facts, ${column})
   SELECT ${ANN}, gen_random_uuid(), 'workspace.restored', 'Acme was restored.', '{}', ${SINCE} ${ROWS}`;

/** Index of a rule → statements that make `$1` rows whose time has run for `$2`, one for each way it may begin. */
export const SPENT_SAMPLES: Readonly<Record<string, readonly string[]>> = {
  outbox_published_idx: [
    `INSERT INTO outbox (id, workspace_id, seq, name, payload, published_at)
     SELECT gen_random_uuid(), ${ACME}, (SELECT coalesce(max(seq), 0) FROM outbox) + n, 'workspace:updated', '{}', ${SINCE} ${ROWS}`,
  ],
  outbox_published_alone_idx: [
    `INSERT INTO outbox (id, name, payload, published_at)
     SELECT gen_random_uuid(), 'user:registered', '{}', ${SINCE} ${ROWS}`,
  ],
  jobs_done_idx: [jobs('done_at')],
  jobs_dead_idx: [jobs('dead_at')],
  idempotency_keys_answered_idx: [
    `INSERT INTO idempotency_keys (user_id, call_hash, sealed, answered_at)
     SELECT gen_random_uuid(), 'call', 'answer', ${SINCE} ${ROWS}`,
  ],
  cache_drops_recent_idx: [
    `INSERT INTO cache_drops (cache_key, dropped_at) SELECT 'account:' || n, ${SINCE} ${ROWS}`,
  ],
  refresh_tokens_created_idx: [
    `INSERT INTO refresh_tokens (hash, session_id, created_at, expires_at, rotated_at)
     SELECT ${HASH}, ${SESSION}, ${SINCE}, now(), now() ${ROWS}`,
  ],
  one_time_tokens_over_idx: [
    tokens(SINCE, 'NULL'),
    tokens(`now() + interval '1 year'`, SINCE),
    tokens(SINCE, 'now()'),
  ],
  sessions_over_idx: [
    sessions('now()', `now() + interval '1 year'`, SINCE),
    sessions(`now() - interval '1 year'`, SINCE, 'NULL'),
  ],
  login_throttles_quiet_idx: [
    throttles(SINCE, `now() - interval '1 year'`, 'NULL'),
    throttles(`now() - interval '1 year'`, SINCE, 'NULL'),
    throttles(`now() - interval '1 year'`, `now() - interval '1 year'`, SINCE),
  ],
  invitation_quotas_started_idx: [
    `INSERT INTO invitation_quotas (key, sent, most, started_at)
     SELECT 'recipient:' || gen_random_uuid(), 1, 5, ${SINCE} ${ROWS}`,
  ],
  invite_link_guests_registered_idx: [
    `WITH people AS (
       INSERT INTO users (id, email, first_name, last_name)
       SELECT id, id || '@example.com', 'Bob', 'Jones' FROM (SELECT gen_random_uuid() AS id ${ROWS}) AS new RETURNING id)
     INSERT INTO invite_link_guests (user_id, workspace_id, link_id, registered_at)
     SELECT id, ${ACME}, ${LINK}, ${SINCE} FROM people`,
  ],
  notifications_read_idx: [notifications('read_at')],
  notifications_created_idx: [notifications('created_at')],
  webhook_deliveries_created_idx: [
    `WITH made AS (
       INSERT INTO webhook_endpoints (workspace_id, id, url, description, events, secret, created_by)
       VALUES (${ACME}, gen_random_uuid(), 'https://example.com', '', '{*}', 'secret', ${ANN}) RETURNING id)
     INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, event, body, created_at)
     SELECT ${ACME}, made.id, gen_random_uuid(), 'workspace:updated', '{}', ${SINCE} FROM made,
       generate_series(1, $1::int)`,
  ],
  webhook_endpoints_deleted_idx: [
    `INSERT INTO webhook_endpoints (workspace_id, id, url, description, events, secret, created_by, enabled,
       disabled_reason, disabled_at, deleted_at)
     SELECT ${ACME}, gen_random_uuid(), 'https://example.com', '', '{*}', '', ${ANN}, false, 'manual', now(), ${SINCE}
     ${ROWS}`,
  ],
};
