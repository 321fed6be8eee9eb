/** Nearly all events happen where there is no webhook, and cost this alone. */
export const WANTING = `
  SELECT DISTINCT workspace_id AS id FROM webhook_endpoints WHERE workspace_id = ANY ($1::uuid[]) AND enabled`;

/**
 * The row lock lets nothing delete a webhook between its being found and its delivery being written: the relay, in
 * whose transaction this runs, must not fail over it. Jobs fall due in the order of the events.
 */
export const OWE = `
  WITH told AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS t(id uuid, "workspaceId" uuid, seq bigint, event text, body text, "requestId" text)
  ), wanted AS (
    SELECT t.*, e.id AS endpoint_id FROM told t
    JOIN webhook_endpoints e ON e.workspace_id = t."workspaceId" AND e.enabled AND e.events && ARRAY['*', t.event]
    FOR KEY SHARE OF e
  ), owed AS (
    INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, seq, event, body)
    SELECT "workspaceId", endpoint_id, id, seq, event, body FROM wanted ON CONFLICT DO NOTHING
    RETURNING workspace_id, endpoint_id, event_id
  )
  INSERT INTO jobs (id, kind, request_id, run_at, payload)
  SELECT gen_random_uuid(), $2, t."requestId",
    now() + row_number() OVER (ORDER BY t.seq) * interval '1 microsecond',
    jsonb_build_object('workspaceId', o.workspace_id, 'webhookId', o.endpoint_id, 'eventId', o.event_id, 'round', 0)
  FROM owed o JOIN told t ON t.id = o.event_id`;

const THIS = 'd.workspace_id = $1 AND d.endpoint_id = $2 AND d.event_id = $3';

export const ADD = `
  INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, event, body)
  VALUES ($1, $2, $3, $4, $5)`;

export const AGAIN = `
  UPDATE webhook_deliveries d SET status = 'pending', round = round + 1, next_attempt_at = now(), settled_at = NULL
  WHERE ${THIS} RETURNING d.round`;

export const FIND = `
  SELECT e.url, d.body, e.enabled, e.secret,
    CASE WHEN e.previous_until > now() THEN e.previous_secret END AS previous,
    CASE WHEN e.paused_until IS NOT NULL
      THEN greatest(0, extract(epoch FROM e.paused_until - now()))::float8 END AS "pausedFor"
  FROM webhook_deliveries d
  JOIN webhook_endpoints e ON e.workspace_id = d.workspace_id AND e.id = d.endpoint_id
  WHERE ${THIS} AND d.round = $4 AND d.status = 'pending' AND e.deleted_at IS NULL`;

/** Of many who see at once that the time it was left alone is over, one writes this: as long as an attempt may take. */
export const PROBE = `
  UPDATE webhook_endpoints SET paused_until = now() + interval '11 seconds'
  WHERE workspace_id = $1 AND id = $2 AND paused_until <= now()`;

/** One that is well, and quick, is not written to. */
export const WELL = `
  UPDATE webhook_endpoints SET failures = 0, failing_since = NULL,
    paused_until = now() + $3::float8 * interval '1 second'
  WHERE workspace_id = $1 AND id = $2 AND (failures > 0 OR paused_until IS NOT NULL OR $3::float8 IS NOT NULL)`;

/** Alone for 1 s, 2 s, 4 s … up to a minute. */
export const UNWELL = `
  UPDATE webhook_endpoints SET failures = failures + 1, failing_since = coalesce(failing_since, now()),
    paused_until = CASE WHEN $3::boolean THEN now() + least(60, 2 ^ least(failures, 6)) * interval '1 second'
      END
  WHERE workspace_id = $1 AND id = $2
  RETURNING failures >= $4::int AND failing_since <= now() - $5::interval AS "isSpent"`;

/** What arrived has arrived; what did not decides only while nobody asked for it anew. */
export const SETTLE = `
  WITH settled AS (
    UPDATE webhook_deliveries d SET attempts = attempts + 1, last_status_code = $5::int, last_error = $6::text,
      status = CASE WHEN $9::text = 'delivered' OR (round = $4::int AND d.status = 'pending') THEN $9::text ELSE d.status END,
      next_attempt_at = CASE WHEN $9::text = 'delivered' THEN NULL
        WHEN round = $4::int THEN now() + $10::float8 * interval '1 second' ELSE next_attempt_at END,
      settled_at = CASE WHEN $9::text = 'delivered' OR (round = $4::int AND $9::text = 'failed') THEN now() ELSE settled_at END
    WHERE ${THIS} RETURNING attempts
  )
  INSERT INTO webhook_attempts
    (workspace_id, endpoint_id, event_id, number, status_code, error, duration_ms, response, attempted_at)
  SELECT $1::uuid, $2::uuid, $3::uuid, attempts, $5::int, $6::text, $7::int, $8::text, clock_timestamp() - $7::int * interval '1 millisecond' FROM settled`;

export const DROP = `
  UPDATE webhook_deliveries d SET status = 'failed', last_error = $5, next_attempt_at = NULL, settled_at = now()
  WHERE ${THIS} AND d.round = $4 AND d.status = 'pending'`;
