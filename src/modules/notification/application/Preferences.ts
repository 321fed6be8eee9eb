import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { Choice } from '../domain/preferences';

/** What people chose; to be called inside a unit of work. */
export interface Preferences {
  of(userId: UserId): Promise<Choice[]>;
  /** Of each group and channel the newest choice stays. */
  choose(userId: UserId, choices: readonly Choice[]): Promise<void>;
}
export const Preferences = token<Preferences>('Preferences');
