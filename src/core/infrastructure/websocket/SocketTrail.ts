import type { AuditTrail } from '../../application/AuditTrail';
import type { Claim } from '../../application/Authenticator';
import type { Log } from '../../application/Log';
import type { Random } from '../../application/Random';
import type { RequestContext } from '../../application/RequestContext';
import type { Tenancies } from '../../application/Tenancies';
import type { DomainError } from '../../domain/DomainError';
import type { UserId, WorkspaceId } from '../../domain/ids';

/** Puts on record what HTTP would: a refusal by policy, and a super admin who enters a workspace by that right. */
export class SocketTrail {
  constructor(
    private readonly audit: AuditTrail,
    private readonly tenancies: Tenancies,
    private readonly context: RequestContext,
    private readonly random: Random,
    private readonly log: Log,
  ) {}

  /** What `work` causes carries an id of its own, and the address. */
  follow<T>(userId: UserId, address: string, work: () => T): T {
    const requestId = this.random.id();
    return this.context.run({ requestId, ip: address, userAgent: null, userId }, work);
  }

  /** Before they are let in. @throws DomainError `unavailable`; then they are not. */
  async platformEntry({ userId }: Claim, workspaceId: WorkspaceId): Promise<void> {
    if (await this.tenancies.find(userId, workspaceId)) return;
    const details = { method: 'SOCKET', route: 'workspace:join', params: { workspaceId }, reason: null };
    await this.audit.append([
      { action: 'platform.acted', actorId: userId, subjectId: null, workspaceId, details },
    ]);
  }

  async denied(
    { userId }: Claim,
    workspaceId: WorkspaceId,
    { kind, code, facts }: DomainError,
  ): Promise<void> {
    if (kind !== 'forbidden') return;
    const details = { code, permission: facts.permission ?? null };
    await this.audit
      .append([{ action: 'access.denied', actorId: userId, subjectId: userId, workspaceId, details }])
      .catch((error: unknown) => this.log.error('A refusal could not be audited', { error }));
  }
}
