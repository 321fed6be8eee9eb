import type { AccessPolicy } from '../../../core/application/AccessPolicy';
import type { Caller } from '../../../core/application/Caller';
import type { Tenancies } from '../../../core/application/Tenancies';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { DomainError } from '../../../core/domain/DomainError';
import type { WorkspaceId } from '../../../core/domain/ids';
import { isBuiltInRole, mayGrant, type BuiltInRole } from '../../role';
import type { OpenAccount, Profile, User } from '../../user';
import type { AdmitMember, SignInWorkspaces } from '../../workspace';
import type { MailToken } from './MailToken';

export interface AccountForAnother extends Profile {
  readonly email: string;
  readonly role: BuiltInRole;
  readonly workspaceId: WorkspaceId;
}

const ACCESS = { kind: 'permission', permission: 'users.create', verified: true } as const;

/** An account for somebody else, as a member of a workspace; a mail lets them choose a password. */
export class RegisterByAdmin {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly tenancies: Tenancies,
    private readonly policy: AccessPolicy,
    private readonly openAccount: OpenAccount,
    private readonly admitMember: AdmitMember,
    private readonly workspaces: SignInWorkspaces,
    private readonly mailToken: MailToken,
  ) {}

  /** @throws DomainError FORBIDDEN, EMAIL_NOT_VERIFIED, NOT_FOUND, EMAIL_TAKEN, SEAT_LIMIT, WORKSPACE_SUSPENDED. */
  async execute(caller: Caller | null, input: AccountForAnother): Promise<User> {
    if (!caller) throw forbidden('Only somebody who is signed in may register others.');
    await this.demandMayCreate(caller, input);
    return this.unit.run({ as: 'system', for: 'registering somebody else' }, async () => {
      await this.demandStillThere(caller, input);
      const user = await this.openAccount.execute(input.email, input);
      await this.admitMember.execute(input.workspaceId, user.id, input.role);
      await this.mailToken.execute('reset-password', user, 'auth.set-password');
      return user;
    });
  }

  private async demandMayCreate(caller: Caller, { workspaceId, role }: AccountForAnother): Promise<void> {
    const tenancy = caller.isSuperAdmin
      ? await this.tenancies.ofSuperAdmin(workspaceId)
      : await this.tenancies.find(caller.userId, workspaceId);
    this.policy.demand(ACCESS, caller, tenancy);
    if (!tenancy) throw nothingHere();
    if (!isBuiltInRole(tenancy.role) || !mayGrant(tenancy.role, role)) {
      throw roleAboveOwn();
    }
  }

  /** Looked at again where it is done: no wall stands behind this scope. */
  private async demandStillThere(
    { userId, isSuperAdmin }: Caller,
    { workspaceId, role }: AccountForAnother,
  ): Promise<void> {
    if (isSuperAdmin) return;
    const places = await this.workspaces.of(userId);
    const place = places.find(({ workspace }) => workspace.id === workspaceId);
    if (!place) throw nothingHere();
    if (!mayGrant(place.role, role)) throw roleAboveOwn();
  }
}

function nothingHere(): DomainError {
  return new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');
}

function roleAboveOwn(): DomainError {
  return forbidden('Nobody gives a role above their own.');
}

function forbidden(message: string): DomainError {
  return new DomainError('forbidden', 'FORBIDDEN', message, { permission: 'users.create' });
}
