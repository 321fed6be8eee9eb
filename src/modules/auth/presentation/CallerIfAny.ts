import type { Request } from 'express';
import type { Caller } from '../../../core/application/Caller';
import type { Tenancies } from '../../../core/application/Tenancies';
import type { WorkspaceId } from '../../../core/domain/ids';
import type { Guards, PlatformTrail } from '../../../core/kit';

const ACCESS = { kind: 'member' } as const;

/** Who calls a route that is open to anyone, when they say so with an access token. */
export class CallerIfAny {
  constructor(
    private readonly guards: Pick<Guards, 'authenticate'>,
    private readonly trail: PlatformTrail,
    private readonly tenancies: Tenancies,
  ) {}

  /**
   * @param workspaceId where they are about to act; for a super admin that goes on record, if it exists.
   * @throws DomainError TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED.
   */
  async of(request: Request, workspaceId: WorkspaceId): Promise<Caller | null> {
    await this.guards.authenticate(request);
    const { caller = null } = request;
    request.tenantId = workspaceId;
    const isThere = caller?.isSuperAdmin && (await this.tenancies.ofSuperAdmin(workspaceId)) !== null;
    if (isThere) await this.trail(request, ACCESS, caller);
    return caller;
  }
}
