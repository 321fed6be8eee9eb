import { token } from '../domain/token';
import type { Access } from './Access';
import type { Caller, Tenancy } from './Caller';

/** What the policy looks at of whoever wants something: a caller, or somebody on whose right something stands. */
export type Claimant = Pick<Caller, 'isSuperAdmin' | 'emailVerified'>;

/** The one place that says yes or no, for HTTP, sockets, jobs and the command line alike. */
export interface AccessPolicy {
  /** @throws DomainError `forbidden`, naming the permission that was missing. */
  demand(access: Access, caller: Claimant, tenancy: Tenancy | null): void;
}
export const AccessPolicy = token<AccessPolicy>('AccessPolicy');
