import type { EventBus, PublishedEvent } from '../../../../../src/core/application/EventBus';
import type { EventMessages } from '../../../../../src/core/infrastructure/redis/EventMessages';
import type { RedisConnection } from '../../../../../src/core/infrastructure/redis/RedisConnection';
import { RedisEventBus } from '../../../../../src/core/infrastructure/redis/RedisEventBus';

it('10,000 events of other processes wait for slow listeners; who listens is told that more were missed', async () => {
  const told: string[] = [];
  let goOn = () => {};
  const slow = new Promise<void>((resolve) => (goOn = resolve));
  const local: EventBus = {
    subscribe: () => () => undefined,
    publish: async ({ id }) => {
      await slow;
      told.push(id);
    },
  };
  let hear: (message: string) => void = () => undefined;
  const redis = { subscribe: (_channel: string, listener: typeof hear) => (hear = listener) };
  const messages = { read: (id: string) => ({ id }) as PublishedEvent };
  const bus = new RedisEventBus(
    local,
    redis as unknown as RedisConnection,
    'events',
    messages as unknown as EventMessages,
  );
  let missed = 0;
  bus.subscribe(
    () => undefined,
    () => (missed += 1),
  );
  bus.start();
  for (let n = 1; n <= 10_000; n += 1) hear(`event ${n}`);
  expect(missed).toBe(0);
  hear('one too many');
  expect(missed).toBe(1);
  goOn();
  await new Promise(setImmediate);
  hear('later');
  await new Promise(setImmediate);
  expect([told.length, told.slice(-2), missed]).toEqual([10_001, ['event 10000', 'later'], 1]);
});
