import type { Database } from '../../../core/infrastructure/database/Database';
import type { Admission, LoginThrottle } from '../application/LoginThrottle';

const MOST_FAILURES = 5;

/** Failures and reservations older than their time count for nothing. */
const RESERVE = `
  INSERT INTO login_throttles AS t (identifier, pending, pending_until) VALUES ($1, 1, now() + interval '15 seconds')
  ON CONFLICT (identifier) DO UPDATE SET
    failures = CASE WHEN t.window_started_at < now() - interval '15 minutes' THEN 0 ELSE t.failures END,
    window_started_at = CASE WHEN t.failures = 0 OR t.window_started_at < now() - interval '15 minutes'
      THEN now() ELSE t.window_started_at END,
    pending = CASE WHEN t.pending_until < now() THEN 1 ELSE t.pending + 1 END,
    pending_until = now() + interval '15 seconds'
  WHERE coalesce(t.locked_until, '-infinity') <= now()
    AND CASE WHEN t.window_started_at < now() - interval '15 minutes' THEN 0 ELSE t.failures END
      + CASE WHEN t.pending_until < now() THEN 0 ELSE t.pending END < ${MOST_FAILURES}
  RETURNING identifier`;

const LOCKED = `
  SELECT ceil(extract(epoch FROM locked_until - now()))::int AS seconds
  FROM login_throttles WHERE identifier = $1 AND locked_until > now()`;

/** The fifth failure locks, each further lock longer than the one before; a day of peace forgets the locks. */
const FAILED = `
  UPDATE login_throttles SET
    pending = greatest(pending - 1, 0),
    failures = CASE WHEN failures + 1 >= ${MOST_FAILURES} THEN 0 ELSE failures + 1 END,
    locks = CASE
      WHEN failures + 1 < ${MOST_FAILURES} THEN locks
      WHEN locked_until < now() - interval '1 day' THEN 1
      ELSE locks + 1 END,
    locked_until = CASE WHEN failures + 1 >= ${MOST_FAILURES}
      THEN now() + (ARRAY[1, 5, 15, 60])[least(4,
        CASE WHEN locked_until < now() - interval '1 day' THEN 1 ELSE locks + 1 END)] * interval '1 minute'
      ELSE locked_until END
  WHERE identifier = $1
  RETURNING CASE WHEN failures = 0 AND locked_until > now()
    THEN ceil(extract(epoch FROM locked_until - now()))::int END AS seconds`;

/**
 * What one spelling of an address failed, in a row of its own: failures of the same window, and locks that took no
 * other's. The row of the identifier is locked by then.
 */
const FAILED_AS = `
  INSERT INTO login_throttles AS t (identifier, failures, window_started_at, locked_until)
  SELECT $2, CASE WHEN $3::boolean THEN 0 ELSE 1 END, s.window_started_at, s.locked_until
  FROM login_throttles s WHERE s.identifier = $1
  ON CONFLICT (identifier) DO UPDATE SET (failures, locks, locked_until) = (
    SELECT CASE WHEN $3::boolean THEN 0 ELSE own.failures END,
      CASE WHEN NOT own.locks THEN t.locks WHEN t.locked_until < now() - interval '1 day' THEN 1 ELSE t.locks + 1 END,
      CASE WHEN own.locks THEN EXCLUDED.locked_until ELSE t.locked_until END
    FROM (SELECT mine.failures, $3::boolean AND mine.failures >= ${MOST_FAILURES} AS locks FROM (
      SELECT CASE WHEN t.window_started_at = EXCLUDED.window_started_at THEN t.failures + 1 ELSE 1 END AS failures
    ) AS mine) AS own),
    window_started_at = EXCLUDED.window_started_at`;
const FORGIVEN = `
  UPDATE login_throttles t SET
    pending = greatest(t.pending - 1, 0),
    failures = greatest(t.failures - own.failures, 0),
    locks = greatest(t.locks - own.locks, 0),
    locked_until = CASE WHEN t.locks > own.locks THEN t.locked_until END
  FROM (
    SELECT coalesce(max(o.failures) FILTER (WHERE o.window_started_at = s.window_started_at), 0) AS failures,
      coalesce(max(o.locks) FILTER (WHERE o.locked_until >= now() - interval '1 day'), 0) AS locks
    FROM login_throttles s LEFT JOIN login_throttles o ON o.identifier = $2 WHERE s.identifier = $1
  ) AS own
  WHERE t.identifier = $1`;

export class SqlLoginThrottle implements LoginThrottle {
  constructor(private readonly database: Database) {}

  async reserve(identifier: string): Promise<Admission> {
    const admitted = await this.database.rows(RESERVE, [identifier]);
    if (admitted.length > 0) return { kind: 'admitted' };
    const [locked] = await this.database.rows<{ seconds: number }>(LOCKED, [identifier]);
    return locked ? { kind: 'locked', seconds: locked.seconds } : { kind: 'wait' };
  }

  async failed(identifier: string, address: string): Promise<number | null> {
    const [row] = await this.database.rows<{ seconds: number | null }>(FAILED, [identifier]);
    const seconds = row?.seconds ?? null;
    await this.database.write(FAILED_AS, [identifier, keyOf(address), seconds !== null]);
    return seconds;
  }

  async released(identifier: string): Promise<void> {
    await this.database.write(
      'UPDATE login_throttles SET pending = greatest(pending - 1, 0) WHERE identifier = $1',
      [identifier],
    );
  }

  async forgiven(identifier: string, address: string): Promise<void> {
    await this.database.write(FORGIVEN, [identifier, keyOf(address)]);
    await this.database.write('DELETE FROM login_throttles WHERE identifier = $1', [keyOf(address)]);
  }

  async cleared(identifier: string): Promise<void> {
    await this.database.write(
      `UPDATE login_throttles SET pending = greatest(pending - 1, 0), failures = 0, locks = 0, locked_until = NULL
       WHERE identifier = $1`,
      [identifier],
    );
  }
}

/** No identifier begins with a blank. */
function keyOf(address: string): string {
  return ` ${address}`;
}
