import type { Database } from '../../../core/infrastructure/database/Database';
import type { Admission, LoginThrottle } from '../application/LoginThrottle';

interface Failed {
  readonly seconds: number | null;
  readonly isOwn: boolean;
}

const MOST_FAILURES = 5;

const COUNTS = `at >= now() - interval '15 minutes'`;

/** Of the failures of t, the earliest first, no others stay than those of which this holds. */
const keeping = (which: string): string => `
    (failed_at, failed_as, failures, window_started_at) = (
      SELECT coalesce(array_agg(at ORDER BY at), '{}'), coalesce(array_agg(spelling ORDER BY at), '{}'), count(*),
        coalesce(min(at), now())
      FROM unnest(t.failed_at, t.failed_as) AS failed (at, spelling) WHERE ${which})`;

/** Failures and reservations older than their time count for nothing. */
const RESERVE = `
  INSERT INTO login_throttles AS t (identifier, pending, pending_until) VALUES ($1, 1, now() + interval '15 seconds')
  ON CONFLICT (identifier) DO UPDATE SET ${keeping(COUNTS)},
    pending = CASE WHEN t.pending_until < now() THEN 1 ELSE t.pending + 1 END,
    pending_until = now() + interval '15 seconds'
  WHERE coalesce(t.locked_until, '-infinity') <= now()
    AND (SELECT count(*) FROM unnest(t.failed_at) AS at WHERE ${COUNTS})
      + CASE WHEN t.pending_until < now() THEN 0 ELSE t.pending END < ${MOST_FAILURES}
  RETURNING identifier`;

const LOCKED = `
  SELECT ceil(extract(epoch FROM locked_until - now()))::int AS seconds
  FROM login_throttles WHERE identifier = $1 AND locked_until > now()`;

/**
 * The fifth failure locks, each further lock longer than the one before; a day of peace forgets the locks. It is the
 * spelling's own when all five were.
 */
const FAILED = `
  WITH before AS (
    SELECT cardinality(failed_at) + 1 >= ${MOST_FAILURES} AS locks, $2 = ALL (failed_as) AS is_own
    FROM login_throttles WHERE identifier = $1 FOR UPDATE
  )
  UPDATE login_throttles t SET
    pending = greatest(t.pending - 1, 0),
    failures = CASE WHEN before.locks THEN 0 ELSE cardinality(t.failed_at) + 1 END,
    failed_at = CASE WHEN before.locks THEN '{}' ELSE t.failed_at || now() END,
    failed_as = CASE WHEN before.locks THEN '{}' ELSE t.failed_as || $2::text END,
    window_started_at = coalesce(t.failed_at[1], now()),
    locks = CASE
      WHEN NOT before.locks THEN t.locks
      WHEN t.locked_until < now() - interval '1 day' THEN 1
      ELSE t.locks + 1 END,
    locked_until = CASE WHEN before.locks
      THEN now() + (ARRAY[1, 5, 15, 60])[least(4,
        CASE WHEN t.locked_until < now() - interval '1 day' THEN 1 ELSE t.locks + 1 END)] * interval '1 minute'
      ELSE t.locked_until END
  FROM before WHERE t.identifier = $1
  RETURNING CASE WHEN before.locks THEN ceil(extract(epoch FROM t.locked_until - now()))::int END AS seconds,
    before.is_own AS "isOwn"`;

/** Locks to which one spelling alone led, in a row of its own. The row of the identifier is locked by then. */
const LOCKED_AS = `
  INSERT INTO login_throttles AS t (identifier, locks, locked_until)
  SELECT $2, 1, s.locked_until FROM login_throttles s WHERE s.identifier = $1
  ON CONFLICT (identifier) DO UPDATE SET
    locks = CASE WHEN t.locked_until < now() - interval '1 day' THEN 1 ELSE t.locks + 1 END,
    locked_until = EXCLUDED.locked_until`;
const FORGIVEN = `
  UPDATE login_throttles t SET ${keeping('spelling <> $3')},
    pending = greatest(t.pending - 1, 0),
    locks = greatest(t.locks - own.locks, 0),
    locked_until = CASE WHEN t.locks > own.locks THEN t.locked_until END
  FROM (
    SELECT coalesce(max(locks) FILTER (WHERE locked_until >= now() - interval '1 day'), 0) AS locks
    FROM login_throttles WHERE identifier = $2
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
    const [row] = await this.database.rows<Failed>(FAILED, [identifier, address]);
    const { seconds = null, isOwn = false } = row ?? {};
    if (seconds !== null && isOwn) await this.database.write(LOCKED_AS, [identifier, keyOf(address)]);
    return seconds;
  }

  async released(identifier: string): Promise<void> {
    await this.database.write(
      'UPDATE login_throttles SET pending = greatest(pending - 1, 0) WHERE identifier = $1',
      [identifier],
    );
  }

  async forgiven(identifier: string, address: string): Promise<void> {
    await this.database.write(FORGIVEN, [identifier, keyOf(address), address]);
    await this.database.write('DELETE FROM login_throttles WHERE identifier = $1', [keyOf(address)]);
  }

  async cleared(identifier: string): Promise<void> {
    await this.database.write(
      `UPDATE login_throttles SET pending = greatest(pending - 1, 0), failures = 0, failed_at = '{}', failed_as = '{}',
         locks = 0, locked_until = NULL
       WHERE identifier = $1`,
      [identifier],
    );
  }
}

/** No identifier begins with a blank. */
function keyOf(address: string): string {
  return ` ${address}`;
}
