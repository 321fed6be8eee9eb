import { token } from '../../../core/domain/token';

/** The events that members of a workspace hear of, and so its webhooks. */
export interface ToldEvents {
  has(name: string): boolean;
}
export const ToldEvents = token<ToldEvents>('ToldEvents');
