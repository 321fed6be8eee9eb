import type { EventBus, PublishedEvent } from '../../src/core/application/EventBus';
import '../../src/modules/user/domain/events';

function anEvent(seq: number): PublishedEvent {
  return {
    id: `event ${seq}`,
    event: 'user:registered',
    seq,
    workspaceId: null,
    subjectId: null,
    actorId: null,
    occurredAt: '2026-01-01T12:00:00.000Z',
    requestId: null,
    payload: { email: 'ann@example.com' },
  };
}

/** What every EventBus keeps. */
export function eventBusContract(name: string, underTest: () => EventBus): void {
  describe(`${name} keeps the EventBus contract`, () => {
    it('tells every listener the whole event', async () => {
      const heard: PublishedEvent[] = [];
      underTest().subscribe((event) => void heard.push(event));
      underTest().subscribe((event) => void heard.push(event));
      await underTest().publish(anEvent(1));
      expect(heard).toEqual([anEvent(1), anEvent(1)]);
    });

    it('tells nobody who has left, and nobody what came before', async () => {
      const heard: (number | null)[] = [];
      await underTest().publish(anEvent(1));
      const leave = underTest().subscribe(({ seq }) => void heard.push(seq));
      await underTest().publish(anEvent(2));
      leave();
      await underTest().publish(anEvent(3));
      expect(heard).toEqual([2]);
    });

    it('tells events in order, also to a listener that takes its time', async () => {
      const heard: (number | null)[] = [];
      underTest().subscribe(async ({ seq }) => {
        if (seq === 1) await new Promise((resolve) => setImmediate(resolve));
        heard.push(seq);
      });
      for (const seq of [1, 2, 3]) await underTest().publish(anEvent(seq));
      expect(heard).toEqual([1, 2, 3]);
    });

    it('I16 is not stopped by a listener that throws or rejects', async () => {
      const heard: (number | null)[] = [];
      underTest().subscribe(() => {
        throw new Error('thrown');
      });
      underTest().subscribe(() => Promise.reject(new Error('rejected')));
      underTest().subscribe(({ seq }) => void heard.push(seq));
      await underTest().publish(anEvent(1));
      expect(heard).toEqual([1]);
    });
  });
}
