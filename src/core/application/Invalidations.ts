import { token } from '../domain/token';

/**
 * Makes every process forget what it remembers under these keys: this one with the commit, the others within
 * half a second. Joins the surrounding unit of work, so that a change and its being noticed stand or fall
 * together.
 */
export interface Invalidations {
  drop(keys: readonly string[]): Promise<void>;
}
export const Invalidations = token<Invalidations>('Invalidations');
