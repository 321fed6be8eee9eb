import { token } from '../domain/token';

/**
 * Makes this process forget, with the commit of the surrounding unit of work, what it remembers under these
 * keys. Other processes forget within half a second, and so does this one after a change it did not make: the
 * tables say it themselves (migration `cache-drop-triggers`).
 */
export interface Invalidations {
  drop(keys: readonly string[]): Promise<void>;
}
export const Invalidations = token<Invalidations>('Invalidations');
