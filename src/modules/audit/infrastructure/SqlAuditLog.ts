import type { Page } from '../../../core/application/Page';
import type { Scope, UnitOfWork } from '../../../core/application/UnitOfWork';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { AuditFilter, AuditLog, AuditRecord, AuditSight } from '../application/AuditLog';
import { auditConditions } from './auditConditions';

const COLUMNS = `a.id, a.occurred_at AS "occurredAt", a.action, a.actor_id AS "actorId",
  btrim(u.first_name || ' ' || u.last_name) AS "actorName", u.email AS "actorEmail",
  a.target_type AS "targetType", a.target_id AS "targetId", a.workspace_id AS "workspaceId", a.details, a.ip,
  a.user_agent AS "userAgent", a.request_id AS "requestId"`;

/** Not prepared: the plan depends on the values, since one action is rare and another is most of the log. */
export class SqlAuditLog implements AuditLog {
  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
  ) {}

  list(sight: AuditSight, filter: AuditFilter, { after, limit }: Page): Promise<AuditRecord[]> {
    const values: (string | number)[] = [];
    const parameter = (value: string | number) => `$${values.push(value)}`;
    const conditions = [
      ...(sight === 'everything' ? [] : [`workspace_id = ${parameter(sight.workspaceId)}::uuid`]),
      ...auditConditions(filter, parameter),
      ...(after === null ? [] : [`id < ${parameter(after)}::uuid`]),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const sql = `SELECT ${COLUMNS}
      FROM (SELECT * FROM audit_log ${where} ORDER BY id DESC LIMIT ${parameter(limit)}) a
      LEFT JOIN users u ON u.id = a.actor_id ORDER BY a.id DESC`;
    return this.unit.run(scopeOf(sight), () => this.database.rows<AuditRecord>(sql, values));
  }
}

function scopeOf(sight: AuditSight): Scope {
  if (sight === 'everything') return { as: 'system', for: 'a super admin reading the audit log' };
  return { as: 'member', userId: sight.readerId, workspaceId: sight.workspaceId };
}
