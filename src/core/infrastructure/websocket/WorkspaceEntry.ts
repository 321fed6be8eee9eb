import type { AccessPolicy } from '../../application/AccessPolicy';
import type { Authenticator, Claim } from '../../application/Authenticator';
import type { Caller, Tenancy } from '../../application/Caller';
import type { Tenancies } from '../../application/Tenancies';
import { DomainError } from '../../domain/DomainError';
import type { WorkspaceId } from '../../domain/ids';

export interface Entered {
  readonly caller: Caller;
  readonly tenancy: Tenancy;
}

/** Who may hear a workspace: whoever HTTP lets in as a member, by the same policy. */
export class WorkspaceEntry {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly tenancies: Tenancies,
    private readonly policy: AccessPolicy,
  ) {}

  /**
   * The caller and their place there, as things stand now.
   * @throws DomainError SESSION_ENDED, NOT_FOUND, or what the policy refuses with.
   */
  async enter(claim: Claim, id: WorkspaceId): Promise<Entered> {
    const caller = await this.authenticator.authenticate(claim);
    const tenancy = await (caller.isSuperAdmin
      ? this.tenancies.ofSuperAdmin(id)
      : this.tenancies.find(caller.userId, id));
    if (!tenancy) throw new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');
    this.policy.demand({ kind: 'member' }, caller, tenancy);
    return { caller, tenancy };
  }
}
