import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Targets } from './Targets';

/** For development and tests: receivers on this machine, without TLS. */
export class AnyTargets implements Targets {
  readonly lookup: LookupFunction = lookup;

  faultOf(): null {
    return null;
  }
}
