import { token } from '../domain/token';

/** The time of this process. Expiry is judged by the database's clock, so that nodes cannot disagree. */
export interface Clock {
  now(): Date;
}
export const Clock = token<Clock>('Clock');
