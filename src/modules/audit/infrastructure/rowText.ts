import { rowColumns, type RowText } from '../domain/chain';

const SQL: Readonly<Record<keyof RowText, string>> = {
  id: 'a.id::text',
  occurredAt: `to_char(a.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  action: 'a.action',
  actorId: 'a.actor_id::text',
  subjectId: 'a.subject_id::text',
  workspaceId: 'a.workspace_id::text',
  targetType: 'a.target_type',
  targetId: 'a.target_id::text',
  details: 'a.details::text',
  ip: 'a.ip',
  userAgent: 'a.user_agent',
  requestId: 'a.request_id',
  seal: `encode(a.seal, 'hex')`,
};

/** Selects the row `a` of audit_log as text. */
export const ROW_TEXT = rowColumns.map((column) => `${SQL[column]} AS "${column}"`).join(', ');
