import type { Request } from 'express';
import type { Access } from '../../application/Access';
import type { AccessPolicy } from '../../application/AccessPolicy';
import { tokenMissing } from '../refusals';

/** Refuses whom the policy refuses, which sockets, jobs and the command line ask as well. */
export function demandAccess(policy: AccessPolicy, access: Access): (request: Request) => void {
  return ({ caller, tenancy = null }) => {
    if (!caller) throw tokenMissing();
    policy.demand(access, caller, tenancy);
  };
}
