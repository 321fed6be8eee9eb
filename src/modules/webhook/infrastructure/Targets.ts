import type { LookupFunction } from 'node:net';
import { token } from '../../../core/domain/token';
import type { TargetRules } from '../application/TargetRules';

/** What may be connected to: judged by its text before, and by each address it resolves to while connecting. */
export interface Targets extends TargetRules {
  /** For the connection itself, so that the address that was judged is the one that is connected to. */
  readonly lookup: LookupFunction;
}
export const Targets = token<Targets>('Targets');
