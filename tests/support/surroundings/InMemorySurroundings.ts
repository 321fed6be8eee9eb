import { randomUUID } from 'node:crypto';
import { asId } from '../../../src/core/domain/ids';
import { AsyncRequestContext } from '../../../src/core/infrastructure/system/AsyncRequestContext';
import { anEmail } from '../app/people';
import { FakeUnitOfWork } from '../fakes/FakeUnitOfWork';
import { FixedClock } from '../fakes/FixedClock';
import { Memory } from '../fakes/Memory';
import { RecordingLedger, type RecordedEvent } from '../fakes/RecordingLedger';
import { SequentialRandom } from '../fakes/SequentialRandom';
import type { Person, Surroundings } from './Surroundings';

export class InMemorySurroundings implements Surroundings {
  readonly memory = new Memory();
  readonly clock = new FixedClock();
  readonly random = new SequentialRandom();
  readonly context = new AsyncRequestContext();
  readonly ledger = new RecordingLedger(this.memory, this.context);
  readonly unit = new FakeUnitOfWork(this.memory);

  person(): Promise<Person> {
    return Promise.resolve({ userId: asId<'user'>(randomUUID()), email: anEmail() });
  }

  passTime(seconds: number): Promise<void> {
    this.clock.advance(seconds);
    return Promise.resolve();
  }

  recorded(id: string): Promise<readonly RecordedEvent[]> {
    const about = this.ledger.events.filter((event) => event.subjectId === id || event.workspaceId === id);
    return Promise.resolve(about.sort((a, b) => a.name.localeCompare(b.name)));
  }
}
