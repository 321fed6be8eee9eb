import type { EventBus } from '../../../src/core/application/EventBus';
import { EventJobs } from '../../../src/core/infrastructure/events/EventJobs';
import { FeedConsumers, type NamedConsumer } from '../../../src/core/infrastructure/events/FeedConsumers';
import { OutboxRelay } from '../../../src/core/infrastructure/events/OutboxRelay';
import { WakeUp } from '../../../src/core/infrastructure/jobs/WakeUp';
import { CryptoRandom } from '../../../src/core/infrastructure/system/CryptoRandom';
import type { Reaction } from '../../../src/core/kit/workers';
import type { MigratedDatabase } from '../postgres/MigratedDatabase';
import { silentLog } from '../silentLog';

export interface RelayFacts {
  readonly bus: EventBus;
  readonly reactions?: readonly Reaction[];
  readonly consumers?: readonly NamedConsumer[];
}

/** A relay as a process of its own has one. */
export function aRelayOf(
  { database, unit }: Pick<MigratedDatabase, 'database' | 'unit'>,
  { bus, reactions = [], consumers = [] }: RelayFacts,
): OutboxRelay {
  const random = new CryptoRandom();
  const jobs = new EventJobs(database, unit, random, new WakeUp());
  const taking = new FeedConsumers(consumers, database, jobs, silentLog);
  return new OutboxRelay(database, unit, bus, random, reactions, taking, jobs);
}
