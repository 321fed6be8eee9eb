import type { PublishedEvent } from '../../../../../src/core/application/EventBus';
import { redisAddress } from '../../../../../src/core/config/redisAddress';
import { InProcessEventBus } from '../../../../../src/core/infrastructure/events/InProcessEventBus';
import { EventMessages } from '../../../../../src/core/infrastructure/redis/EventMessages';
import { RedisConnection } from '../../../../../src/core/infrastructure/redis/RedisConnection';
import { RedisEventBus } from '../../../../../src/core/infrastructure/redis/RedisEventBus';
import { CryptoRandom } from '../../../../../src/core/infrastructure/system/CryptoRandom';
import { eventBusContract } from '../../../../contract/eventBus.contract';
import { expectSoon } from '../../../../support/expectSoon';
import { describeWithRedis } from '../../../../support/redis/describeWithRedis';
import { RedisServer } from '../../../../support/redis/RedisServer';
import { silentLog } from '../../../../support/silentLog';

const SOON = 10_000;
const SECRET = 'a key of the tests, long enough';
const random = new CryptoRandom();

function anEvent(id: string): PublishedEvent {
  return {
    id,
    event: 'user:registered',
    seq: null,
    workspaceId: null,
    subjectId: null,
    actorId: null,
    occurredAt: '2026-01-01T12:00:00.000Z',
    requestId: 'a-request',
    payload: { email: 'ann@example.com' },
  };
}

describeWithRedis('events over a Redis', () => {
  let server: RedisServer;
  const connections: RedisConnection[] = [];
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterEach(() => {
    for (const connection of connections.splice(0)) connection.stop();
  });
  afterAll(() => server.kill());

  /** As a process has one, and what its listeners heard. */
  async function aBus(secret = SECRET, channel = 'events') {
    const connection = new RedisConnection(redisAddress(server.url), silentLog);
    connections.push(connection);
    await connection.start();
    const messages = new EventMessages(secret, random.id());
    const bus = new RedisEventBus(new InProcessEventBus(silentLog), connection, channel, messages);
    const heard: PublishedEvent[] = [];
    let returns = 0;
    bus.subscribe(
      (event) => void heard.push(event),
      () => (returns += 1),
    );
    const there = () => expectSoon(async () => expect(returns).toBeGreaterThan(0), SOON);
    bus.start();
    await there();
    return {
      bus,
      connection,
      heard,
      messages,
      ids: () => heard.map(({ id }) => id),
      backAgain: () => {
        returns = 0;
        return there;
      },
    };
  }
  const hears = (one: { ids(): string[] }, ...ids: string[]) =>
    expectSoon(async () => expect(one.ids()).toEqual(ids), SOON);

  describe('the bus', () => {
    let bus: RedisEventBus;
    beforeEach(async () => {
      ({ bus } = await aBus());
    });
    eventBusContract('RedisEventBus', () => bus);
  });

  it('are heard by every process, whole, in order, and once', async () => {
    const [here, there] = [await aBus(), await aBus()];
    const ids = Array.from({ length: 300 }, (_, at) => `event ${at}`);
    for (const id of ids) await here.bus.publish(anEvent(id));
    expect(here.ids()).toEqual(ids);
    await hears(there, ...ids);
    expect(there.heard[0]).toEqual(anEvent('event 0'));
    await there.bus.publish(anEvent('and back'));
    await hears(here, ...ids, 'and back');
    await hears(there, ...ids, 'and back');
  });

  it('of another installation, and what nobody of this one wrote, are not heard', async () => {
    const [here, there] = [await aBus(), await aBus()];
    const [stranger, neighbour] = [await aBus('another key of the tests'), await aBus(SECRET, 'others')];
    await stranger.bus.publish(anEvent('forged'));
    await neighbour.bus.publish(anEvent('of others'));
    const written = here.messages.write(anEvent('changed'));
    for (const nonsense of [
      ...['', 'no JSON', '{}', 'null', JSON.stringify(anEvent('unsigned'))],
      ...[written.replace('changed', 'Changed'), `ü${written.slice(1)}`, written.slice(0, -1)],
    ]) {
      await server.ask((client) => client.publish('events', nonsense));
    }
    await here.bus.publish(anEvent('true'));
    await hears(there, 'true');
    expect(here.ids()).toEqual(['true']);
  });

  it('X10 are told here at once while Redis is dead, and to others again once it is back', async () => {
    const [here, there] = [await aBus(), await aBus()];
    await server.kill();
    for (const id of ['one', 'two']) await here.bus.publish(anEvent(id));
    expect(here.ids()).toEqual(['one', 'two']);

    const isBack = [here, there].map(({ backAgain }) => backAgain());
    await server.start();
    for (const back of isBack) await back();
    await expectSoon(async () => expect(here.connection.isUp).toBe(true), SOON);
    await here.bus.publish(anEvent('three'));

    await hears(there, 'three');
    expect(here.ids()).toEqual(['one', 'two', 'three']);
  });

  it('X11 are told here at once while Redis stands still', async () => {
    const here = await aBus();
    server.signal('SIGSTOP');
    try {
      for (let at = 0; at < 100; at += 1) await here.bus.publish(anEvent(`event ${at}`));
      expect(here.connection.waiting).toBeGreaterThan(0);
      expect(here.heard).toHaveLength(100);
    } finally {
      server.signal('SIGCONT');
    }
  });

  it('are not told to those who have left', async () => {
    const [here, there] = [await aBus(), await aBus()];
    const late: string[] = [];
    const leave = there.bus.subscribe(({ id }) => void late.push(id));
    await here.bus.publish(anEvent('one'));
    await hears(there, 'one');
    leave();
    await here.bus.publish(anEvent('two'));
    await hears(there, 'one', 'two');
    expect(late).toEqual(['one']);
  });
});
