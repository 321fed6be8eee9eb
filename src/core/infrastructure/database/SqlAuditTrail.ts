import type { AuditSigner } from '../../application/AuditSigner';
import type { AuditEntry, AuditTarget, AuditTrail } from '../../application/AuditTrail';
import type { Random } from '../../application/Random';
import type { RequestContext } from '../../application/RequestContext';
import type { UnitOfWork } from '../../application/UnitOfWork';
import { sealedText, type SealedRow } from '../../domain/auditSeal';
import { withoutSecrets } from '../logging/withoutSecrets';
import type { Database } from './Database';

const APPEND = `
  INSERT INTO audit_log (id, action, actor_id, subject_id, workspace_id, target_type, target_id, details, ip,
    user_agent, request_id, seal)
  SELECT r.id, r.action, r."actorId", r."subjectId", r."workspaceId", r."targetType", r."targetId", r.details, r.ip,
    r."userAgent", r."requestId", decode(r.seal, 'hex')
  FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, action text, "actorId" uuid, "subjectId" uuid, "workspaceId" uuid,
    "targetType" text, "targetId" uuid, details jsonb, ip text, "userAgent" text, "requestId" text, seal text)`;

export class SqlAuditTrail implements AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly random: Random,
    private readonly context: RequestContext,
    private readonly signer: AuditSigner,
  ) {}

  async append(entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const rows = entries.map((entry) => {
      const row = this.rowOf(entry);
      return { ...row, seal: this.signer.sign('row', sealedText(row)) };
    });
    await this.unit.run({ as: 'system', for: 'auditing' }, () =>
      this.database.write(APPEND, [JSON.stringify(rows)]),
    );
  }

  private rowOf(entry: AuditEntry): SealedRow {
    const caller = this.context.current();
    const target = targetOf(entry);
    return {
      id: this.random.id(),
      action: entry.action,
      actorId: entry.actorId,
      subjectId: entry.subjectId,
      workspaceId: entry.workspaceId,
      targetType: target?.type ?? null,
      targetId: target?.id ?? null,
      details: withoutSecrets(entry.details),
      ip: caller?.ip ?? null,
      userAgent: caller?.userAgent ?? null,
      requestId: caller?.requestId ?? null,
    };
  }
}

function targetOf({ target, subjectId, workspaceId }: AuditEntry): AuditTarget | undefined {
  if (target) return target;
  if (subjectId !== null) return { type: 'user', id: subjectId };
  return workspaceId === null ? undefined : { type: 'workspace', id: workspaceId };
}
