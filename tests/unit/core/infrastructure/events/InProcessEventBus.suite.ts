import type { PublishedEvent } from '../../../../../src/core/application/EventBus';
import { EventDefinitions } from '../../../../../src/core/infrastructure/events/EventDefinitions';
import { InProcessEventBus } from '../../../../../src/core/infrastructure/events/InProcessEventBus';
import type { EventDefinition } from '../../../../../src/core/kit/EventDefinition';
import '../../../../../src/modules/user/domain/events';
import { RecordingLog } from '../../../../support/fakes/RecordingLog';

describe('InProcessEventBus', () => {
  it('logs a listener that fails, by the event and without its payload', async () => {
    const log = new RecordingLog();
    const bus = new InProcessEventBus(log);
    const error = new Error('broken');
    bus.subscribe(() => Promise.reject(error));
    await bus.publish({
      id: 'event 1',
      event: 'user:registered',
      payload: { email: 'ann@example.com' },
    } as PublishedEvent);
    expect(log.lines).toEqual([
      { level: 'error', message: 'A listener failed', event: 'user:registered', id: 'event 1', error },
    ]);
  });

  it('waits for no listener for ever', async () => {
    jest.useFakeTimers();
    const bus = new InProcessEventBus(new RecordingLog());
    const heard: string[] = [];
    bus.subscribe(() => new Promise(() => undefined));
    bus.subscribe(({ id }) => void heard.push(id));
    const published = bus.publish({ id: 'event 1', event: 'user:registered' } as PublishedEvent);
    await jest.advanceTimersByTimeAsync(5_000);
    await published;
    expect(heard).toEqual(['event 1']);
    jest.useRealTimers();
  });
});

describe('EventDefinitions', () => {
  const definition = {
    summary: 'x',
    audience: 'audit',
    audit: 'user.registered',
    fields: {},
  } as unknown as EventDefinition<never>;

  it('knows what the modules declared', () => {
    const definitions = new EventDefinitions([{}, { 'user:registered': definition }]);
    expect(definitions.of('user:registered')).toBe(definition);
  });

  it('refuses an event that no module declared', () => {
    expect(() => new EventDefinitions([]).of('user:registered')).toThrow(/user:registered/);
  });
});
