import type { Access } from '../../application/Access';
import type { AccessPolicy } from '../../application/AccessPolicy';
import { tokenMissing } from '../refusals';
import { guard, type Guard } from './Guard';

/** Refuses whom the policy refuses, which sockets, jobs and the command line ask as well. */
export function demandAccess(policy: AccessPolicy, access: Access): Guard {
  return guard(({ caller, tenancy = null }) => {
    if (!caller) throw tokenMissing();
    policy.demand(access, caller, tenancy);
  });
}
