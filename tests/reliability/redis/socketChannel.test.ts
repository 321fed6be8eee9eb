import { createServer, type Server as HttpServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdapter } from '@socket.io/redis-adapter';
import { RedisConnection } from '../../../src/core/infrastructure/redis/RedisConnection';
import { RedisSocketChannel } from '../../../src/core/infrastructure/redis/RedisSocketChannel';
import type { SocketIo } from '../../../src/core/infrastructure/websocket/SocketIo';
import { socketServer } from '../../../src/core/infrastructure/websocket/socketServer';
import { expectSoon } from '../../support/expectSoon';
import { TestSocket } from '../../support/realtime/TestSocket';
import { describeWithRedis } from '../../support/redis/describeWithRedis';
import { RedisServer } from '../../support/redis/RedisServer';
import { silentLog } from '../../support/silentLog';

const SECRET = 'a secret of the tests, long enough to sign with';
const SOON = 10_000;

class Node {
  private constructor(
    readonly io: SocketIo,
    readonly redis: RedisConnection,
    private readonly http: HttpServer,
    readonly client: TestSocket,
  ) {}

  /** A server, with one client in the room `everybody`. */
  static async start({ port }: RedisServer, secret = SECRET): Promise<Node> {
    const config = { host: '127.0.0.1', port, user: null, password: null, db: 0, tls: false };
    const redis = new RedisConnection(config, silentLog);
    await redis.start();
    const channel = new RedisSocketChannel(redis, 'test:sockets', secret);
    const io = socketServer({
      isAllowedOrigin: () => true,
      allowRequest: undefined,
      shared: { adapter: createAdapter(channel, channel, { publishOnSpecificResponseChannel: true }) },
    });
    const http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    io.attach(http);
    io.on('connection', (socket) => void socket.join('everybody'));
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    return new Node(io, redis, http, await TestSocket.open(url, {}).connected());
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.io.of('/').adapter.close();
    this.io.engine.close();
    this.http.close();
    this.redis.stop();
  }
}

describeWithRedis('rooms on several processes', () => {
  let redis: RedisServer;
  let here: Node;
  let there: Node;
  const failures: unknown[] = [];
  const failed = (error: unknown) => failures.push(error);
  beforeAll(async () => {
    process.on('unhandledRejection', failed);
    redis = await RedisServer.start();
    [here, there] = [await Node.start(redis), await Node.start(redis)];
  });
  afterAll(async () => {
    await Promise.all([here.stop(), there.stop()]);
    await redis.kill();
    process.off('unhandledRejection', failed);
  });

  let said = 0;
  /** How often each client heard what one process just said to the room. */
  const heard = async () => {
    said += 1;
    const word = `word ${said}`;
    const clients = [here.client, there.client];
    here.io.in('everybody').emit(word, {});
    for (const client of clients) await client.until(() => client.named(word).length > 0, 500);
    return clients.map((client) => client.named(word).length);
  };
  const bothHear = () => expectSoon(async () => expect(await heard()).toEqual([1, 1]), SOON);

  it('hear each other, ask each other, and go on alone while Redis is away', async () => {
    await bothHear();
    expect(await here.io.in('everybody').fetchSockets()).toHaveLength(2);

    await redis.kill();
    here.io.in('everybody').emit('alone', {});
    await here.client.until(() => here.client.named('alone').length > 0);
    await expect(here.io.in('everybody').fetchSockets()).rejects.toThrow('Redis is away');
    await redis.start();
    await bothHear();
    expect(there.client.named('alone')).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('believe nobody who does not know the secret', async () => {
    const stranger = await Node.start(redis, 'another secret of somebody else');
    stranger.io.in('everybody').emit('forged', {});
    await redis.ask((client) => client.publish('test:sockets', 'nonsense'));
    await redis.ask((client) => client.publish('test:sockets', ''));
    await bothHear();
    expect([here, there].map((node) => node.client.named('forged'))).toEqual([[], []]);
    await stranger.stop();
  });

  it('ask sockets to go, wherever they are', async () => {
    here.io.in('everybody').disconnectSockets();
    await there.client.until(() => there.client.ends.length > 0);
    expect(there.client.ends).toEqual(['io server disconnect']);
  });
});
