import { token } from '../domain/token';
import type { DomainEvent } from '../domain/EventCatalogue';

/**
 * Writes what happened: one audit row an event and, for events somebody listens to, one outbox row; in the
 * surrounding unit of work, so that an effect and its record stand or fall together. The caller's address,
 * user agent and request id come from the request in progress.
 */
export interface Ledger {
  record(events: readonly DomainEvent[]): Promise<void>;
}
export const Ledger = token<Ledger>('Ledger');
