import { randomUUID } from 'node:crypto';
import type { Options } from 'express-rate-limit';
import { redisAddress } from '../../../../../src/core/config/redisAddress';
import { RedisConnection } from '../../../../../src/core/infrastructure/redis/RedisConnection';
import { RedisShelf } from '../../../../../src/core/infrastructure/redis/RedisShelf';
import { SharedLimitStore } from '../../../../../src/core/infrastructure/redis/SharedLimitStore';
import type { TwoLevelCache } from '../../../../../src/core/infrastructure/cache/TwoLevelCache';
import { DropChannel } from '../../../../../src/core/infrastructure/redis/DropChannel';
import { cacheContract } from '../../../../contract/cache.contract';
import { expectSoon } from '../../../../support/expectSoon';
import { RecordingLog } from '../../../../support/fakes/RecordingLog';
import { describeWithRedis } from '../../../../support/redis/describeWithRedis';
import { RedisServer } from '../../../../support/redis/RedisServer';
import { twoLevelCache } from '../../../../support/redis/twoLevelCache';

const SOON = 10_000;

describeWithRedis('on a Redis', () => {
  let server: RedisServer;
  let log: RecordingLog;
  const connections: RedisConnection[] = [];

  async function connect(): Promise<RedisConnection> {
    const connection = new RedisConnection(redisAddress(server.url), log);
    connections.push(connection);
    await connection.start();
    return connection;
  }
  async function aStore(): Promise<SharedLimitStore> {
    const store = new SharedLimitStore(await connect(), 'limit:');
    await store.init({ windowMs: 60_000 } as Options);
    return store;
  }
  const isBack = (one: RedisConnection) => expectSoon(async () => expect(one.isUp).toBe(true), SOON);
  const lines = () => log.lines.map(({ level, message }) => `${level} ${message.slice(0, 13)}`);

  beforeEach(async () => {
    log = new RecordingLog();
    server = await RedisServer.start();
  });
  afterEach(async () => {
    for (const connection of connections.splice(0)) connection.stop();
    await server.kill();
  });

  describe('the cache', () => {
    let cache: TwoLevelCache;
    beforeEach(async () => {
      cache = await twoLevelCache(new RedisShelf(await connect(), 'cache:'));
    });
    cacheContract('TwoLevelCache', () => cache);

    it('is shared, and lets go of its entries after a minute', async () => {
      const other = await twoLevelCache(new RedisShelf(await connect(), 'cache:'));
      const key = randomUUID();
      await cache.through(key, async () => ({ roles: new Set(['viewer']) }));
      await expectSoon(async () => {
        const left = await server.ask((client) => client.pttl(`cache:${key}`));
        expect(left).toBeGreaterThan(50_000);
        expect(left).toBeLessThanOrEqual(60_000);
      }, SOON);
      const found = await other.through(key, () => Promise.reject(new Error('It asked PostgreSQL')));
      expect(found).toEqual({ roles: new Set(['viewer']) });
    });

    it('takes what is not its own for nothing', async () => {
      await server.ask((client) => client.set('cache:ann', '{"role":"owner"}'));
      await server.ask((client) => client.lpush('cache:ben', 'a list'));
      for (const key of ['ann', 'ben']) {
        expect(await cache.through(key, async () => ({ role: 'viewer' }))).toEqual({ role: 'viewer' });
      }
    });
  });

  it('drops are told to other processes at once, also after a restart of Redis', async () => {
    const [here, there] = [await connect(), await connect()];
    const dropped: string[] = [];
    const cache = { drop: (key: string) => void dropped.push(key), through: () => Promise.resolve(null) };
    new DropChannel(there, 'drops', cache).start();
    const channel = new DropChannel(here, 'drops', cache);
    const heard = (key: string) =>
      expectSoon(async () => {
        channel.tell([key]);
        expect(dropped).toContain(key);
      }, SOON);
    await heard('ann');
    for (const nonsense of ['no JSON', '{"a":1}', '[1,null]', 'null']) {
      await server.ask((client) => client.publish('drops', nonsense));
    }
    await heard('ben');
    await server.kill();
    await server.start();
    await isBack(here);
    await heard('cyd');
    expect(new Set(dropped)).toEqual(new Set(['ann', 'ben', 'cyd']));
  });

  describe('limits', () => {
    it('count across processes, until they are forgotten', async () => {
      const [here, there] = [await aStore(), await aStore()];
      const hits = [await here.increment('ann'), await there.increment('ann'), await here.increment('ann')];
      expect(hits.map(({ totalHits }) => totalHits)).toEqual([1, 2, 3]);
      expect((await there.increment('ben')).totalHits).toBe(1);
      expect((await here.get('ann'))?.totalHits).toBe(3);
      await here.decrement('ann');
      expect((await there.get('ann'))?.totalHits).toBe(2);
      await there.resetKey('ann');
      expect((await here.increment('ann')).totalHits).toBe(1);
    });

    it('T6 X10 are counted here and stricter while Redis is dead, and together again once it is back', async () => {
      const [here, there] = [await aStore(), await aStore()];
      await server.kill();
      const alone = [];
      for (let call = 0; call < 3; call += 1) alone.push((await here.increment('ann')).totalHits);
      expect(alone).toEqual([1, 3, 5]);
      expect((await there.increment('ann')).totalHits).toBe(1);
      await server.start();
      for (const one of connections) await isBack(one);
      expect((await here.increment('ann')).totalHits).toBe(1);
      expect((await there.increment('ann')).totalHits).toBe(2);
    });

    it('X10 can begin without Redis', async () => {
      await server.kill();
      const store = await aStore();
      expect((await store.increment('ann')).totalHits).toBe(1);
      await server.start();
      for (const one of connections) await isBack(one);
      await server.ask((client) => client.set('limit:ann', 41, 'PX', 60_000));
      expect((await store.increment('ann')).totalHits).toBe(42);
    });
  });

  it('X10 loss and recovery are one line each', async () => {
    const connection = await connect();
    expect(lines()).toEqual([]);
    await server.kill();
    for (let call = 0; call < 10; call += 1) await connection.ask((client) => client.ping()).catch(() => 0);
    await expectSoon(async () => expect(lines()).toEqual(['warn Redis is away']), SOON);
    await server.start();
    await isBack(connection);
    expect(lines()).toEqual(['warn Redis is away', 'info Redis is back']);
  });
});
