import type { AuditEntry, AuditTarget, AuditTrail } from '../../application/AuditTrail';
import type { Random } from '../../application/Random';
import type { RequestContext } from '../../application/RequestContext';
import type { UnitOfWork } from '../../application/UnitOfWork';
import { withoutSecrets } from '../logging/withoutSecrets';
import type { Database } from './Database';

export class SqlAuditTrail implements AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly random: Random,
    private readonly context: RequestContext,
  ) {}

  async append(entries: readonly AuditEntry[]): Promise<void> {
    const caller = this.context.current();
    const rows = entries.map((entry) => {
      const target = targetOf(entry);
      return {
        id: this.random.id(),
        action: entry.action,
        actor_id: entry.actorId,
        subject_id: entry.subjectId,
        workspace_id: entry.workspaceId,
        target_type: target?.type,
        target_id: target?.id,
        details: withoutSecrets(entry.details),
      };
    });
    await this.unit.run({ as: 'system', for: 'auditing' }, () =>
      this.database.write(
        `INSERT INTO audit_log (id, action, actor_id, subject_id, workspace_id, target_type, target_id, details,
           ip, user_agent, request_id)
         SELECT r.*, $2, $3, $4 FROM jsonb_to_recordset($1::jsonb)
           AS r(id uuid, action text, actor_id uuid, subject_id uuid, workspace_id uuid, target_type text,
             target_id uuid, details jsonb)`,
        [JSON.stringify(rows), caller?.ip ?? null, caller?.userAgent ?? null, caller?.requestId ?? null],
      ),
    );
  }
}

function targetOf({ target, subjectId, workspaceId }: AuditEntry): AuditTarget | undefined {
  if (target) return target;
  if (subjectId !== null) return { type: 'user', id: subjectId };
  return workspaceId === null ? undefined : { type: 'workspace', id: workspaceId };
}
