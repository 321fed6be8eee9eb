import type { Ledger } from '../../../src/core/application/Ledger';
import type { RequestContext } from '../../../src/core/application/RequestContext';
import type { DomainEvent, EventName } from '../../../src/core/domain/EventCatalogue';
import { AsyncRequestContext } from '../../../src/core/infrastructure/system/AsyncRequestContext';
import { Memory } from './Memory';

export type RecordedEvent = Omit<DomainEvent, 'actorId'> & {
  readonly actorId: string | null;
  readonly requestId: string | null;
};

export class RecordingLedger implements Ledger {
  readonly events: RecordedEvent[];

  constructor(
    memory = new Memory(),
    private readonly context: RequestContext = new AsyncRequestContext(),
  ) {
    this.events = memory.list();
  }

  record(events: readonly DomainEvent[]): Promise<void> {
    const facts = this.context.current();
    const { userId = null, requestId = null } = facts ?? {};
    for (const { actorId = userId, ...event } of events) this.events.push({ ...event, actorId, requestId });
    return Promise.resolve();
  }

  get names(): EventName[] {
    return this.events.map(({ name }) => name);
  }
}
