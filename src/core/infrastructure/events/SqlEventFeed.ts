import type { EventFeed, FeedSlice } from '../../application/EventFeed';
import { asId, type UserId, type WorkspaceId } from '../../domain/ids';
import type { ScopedReader } from '../database/ScopedReader';
import { COLUMNS, type OutboxRow } from './outboxStatements';
import { publishedOf } from './publishedOf';

/** What is read for many is read behind the wall of its workspace as nobody. */
const NOBODY = asId<'user'>('00000000-0000-0000-0000-000000000000');
const HEADS_SCOPE = { as: 'system', for: 'comparing the heads of feeds' } as const;

/** Head and events from one snapshot, so that they fit together. */
const AFTER = {
  name: 'feed-after',
  text: `
    SELECT f.head_seq, e.* FROM workspace_feeds f LEFT JOIN LATERAL (
      SELECT ${COLUMNS} FROM outbox o
      WHERE o.workspace_id = f.workspace_id AND o.seq > $2 AND o.seq <= f.head_seq ORDER BY o.seq LIMIT $3
    ) e ON true
    WHERE f.workspace_id = $1 ORDER BY e.seq`,
};
const HEADS = {
  name: 'feed-heads',
  text: `SELECT workspace_id, head_seq FROM workspace_feeds WHERE workspace_id = ANY ($1::uuid[])`,
};

type Row = { readonly head_seq: string } & (OutboxRow | { readonly id: null });

export class SqlEventFeed implements EventFeed {
  constructor(private readonly reader: ScopedReader) {}

  async after(
    workspaceId: WorkspaceId,
    after: number,
    most: number,
    reader: UserId | null = null,
  ): Promise<FeedSlice> {
    const scope = { as: 'member', userId: reader ?? NOBODY, workspaceId } as const;
    const rows = await this.reader.rows<Row>(scope, AFTER, [workspaceId, after, most]);
    const headSeq = Number(rows[0]?.head_seq ?? 0);
    const events = rows.flatMap((row) => (row.id === null ? [] : [publishedOf(row)]));
    const resync = after > headSeq || (after < headSeq && events[0]?.seq !== after + 1);
    return { events: resync ? [] : events, headSeq, resync };
  }

  async heads(workspaceIds: readonly WorkspaceId[]): Promise<ReadonlyMap<WorkspaceId, number>> {
    if (workspaceIds.length === 0) return new Map();
    const rows = await this.reader.rows<{ workspace_id: string; head_seq: string }>(HEADS_SCOPE, HEADS, [
      `{${workspaceIds.join()}}`,
    ]);
    return new Map(rows.map((row) => [asId<'workspace'>(row.workspace_id), Number(row.head_seq)]));
  }
}
