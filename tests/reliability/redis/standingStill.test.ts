import { redisAddress } from '../../../src/core/config/redisAddress';
import { RedisConnection } from '../../../src/core/infrastructure/redis/RedisConnection';
import { expectSoon } from '../../support/expectSoon';
import { RecordingLog } from '../../support/fakes/RecordingLog';
import { describeWithRedis } from '../../support/redis/describeWithRedis';
import { RedisServer } from '../../support/redis/RedisServer';

const SOON = 15_000;

describeWithRedis('X11 a Redis that stands still', () => {
  it('puts off the first who asks in time and all others at once, and piles up nothing', async () => {
    const server = await RedisServer.start();
    const log = new RecordingLog();
    const connection = new RedisConnection(redisAddress(server.url), log);
    const ask = () =>
      connection
        .ask((client) => client.get('x'))
        .then(
          () => 'answered',
          () => 'put off',
        );
    try {
      await connection.start();
      server.signal('SIGSTOP');
      expect(await ask()).toBe('put off');
      expect(connection.isUp).toBe(false);
      expect(new Set(await Promise.all(Array.from({ length: 1_000 }, ask)))).toEqual(new Set(['put off']));
      expect(connection.waiting).toBeLessThanOrEqual(3);
      server.signal('SIGCONT');
      await expectSoon(async () => expect(connection.isUp).toBe(true), SOON);
      expect(await ask()).toBe('answered');
      expect(log.lines.map(({ level, message }) => `${level} ${message.slice(0, 13)}`)).toEqual([
        'warn Redis is away',
        'info Redis is back',
      ]);
    } finally {
      connection.stop();
      await server.kill();
    }
  });
});
