import type { PublishedEvent } from '../../application/EventBus';
import type { OutboxRow } from './outboxStatements';

export function publishedOf(row: OutboxRow): PublishedEvent {
  return {
    id: row.id,
    event: row.name,
    seq: row.seq === null ? null : Number(row.seq),
    workspaceId: row.workspace_id,
    subjectId: row.subject_id,
    actorId: row.actor_id,
    occurredAt: row.occurred_at.toISOString(),
    requestId: row.request_id,
    payload: row.payload,
  } as unknown as PublishedEvent;
}
