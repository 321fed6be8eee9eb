import type { EventName } from '../../domain/EventCatalogue';

export interface OutboxRow {
  readonly id: string;
  readonly workspace_id: string | null;
  readonly seq: string | null;
  readonly name: EventName;
  readonly subject_id: string | null;
  readonly actor_id: string | null;
  readonly request_id: string | null;
  readonly occurred_at: Date;
  readonly payload: unknown;
}

/** Of an `OutboxRow`, from `outbox o`. */
export const COLUMNS =
  'o.id, o.workspace_id, o.seq, o.name, o.subject_id, o.actor_id, o.request_id, o.occurred_at, o.payload';

/**
 * Numbers what is visible and not numbered yet, and gives it in that order: a commit that became visible late gets
 * a later number.
 */
export const STAGE = `
  WITH batch AS (
    SELECT id, workspace_id, position FROM outbox
    WHERE published_at IS NULL AND staged_at IS NULL ORDER BY position LIMIT $1
  ), counts AS (
    SELECT workspace_id, count(*) AS events FROM batch WHERE workspace_id IS NOT NULL GROUP BY workspace_id
  ), heads AS (
    INSERT INTO workspace_feeds AS f (workspace_id, head_seq) SELECT workspace_id, events FROM counts
    ON CONFLICT (workspace_id) DO UPDATE SET head_seq = f.head_seq + EXCLUDED.head_seq
    RETURNING workspace_id, head_seq
  ), numbered AS (
    SELECT b.id, h.head_seq - c.events + row_number() OVER (PARTITION BY b.workspace_id ORDER BY b.position) AS seq
    FROM batch b LEFT JOIN counts c USING (workspace_id) LEFT JOIN heads h USING (workspace_id)
  ), staged AS (
    UPDATE outbox o SET seq = n.seq, staged_at = statement_timestamp() FROM numbered n WHERE o.id = n.id
    RETURNING o.position, ${COLUMNS}
  )
  SELECT * FROM staged ORDER BY position`;

/** Numbered and not told yet, in order: batch by batch, those first that a relay left behind when it died. */
export const STAGED = `
  SELECT ${COLUMNS} FROM outbox o
  WHERE o.published_at IS NULL AND o.staged_at IS NOT NULL
  ORDER BY o.staged_at, o.position LIMIT $1`;

export const PUBLISHED = `UPDATE outbox SET published_at = now() WHERE id = ANY($1::uuid[])`;
