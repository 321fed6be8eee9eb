import { ProcessScene } from '../../support/process/ProcessScene';
import { describeWithRedis } from '../../support/redis/describeWithRedis';
import { RedisServer } from '../../support/redis/RedisServer';

const secret = (name: string) => `${name}-Zk3v9Qx7Lr2Tn8Wc5Bh1Md6Yp4Sg0Fa`;
const PRODUCTION = {
  NODE_ENV: 'production',
  CORS_ORIGINS: 'https://app.example.com',
  BCRYPT_ROUNDS: '12',
  RATE_LIMIT_ENABLED: 'true',
  JWT_SECRET: secret('jwt'),
  REFRESH_TOKEN_SECRET: secret('refresh'),
  CSRF_SECRET: secret('csrf'),
  PASSWORD_PEPPER: secret('pepper'),
  DATA_ENCRYPTION_KEY: secret('data'),
  AUDIT_HMAC_KEY: secret('audit'),
};

describeWithRedis('servers on one database in production', () => {
  let scene: ProcessScene;
  let redis: RedisServer;
  beforeAll(async () => {
    [scene, redis] = await Promise.all([ProcessScene.open(), RedisServer.start()]);
  });
  afterAll(async () => {
    await scene.close();
    await redis.kill();
  });

  const start = (env: Readonly<Record<string, string>> = {}) => scene.spawn({ ...PRODUCTION, ...env });

  it('are one without Redis, who is followed by the next, and many with Redis', async () => {
    const first = start();
    await first.ready();
    const second = start();
    expect(await second.ended()).toBe(1);
    expect(second.stderr).toBe(
      'Portico cannot start: Another server runs on this database, and several need Redis: ' +
        'set REDIS_URL for all of them, or stop the other one first.\n',
    );

    const next = start();
    first.signal('SIGTERM');
    expect(await first.ended()).toBe(0);
    await next.ready();
    next.signal('SIGKILL');

    const together = [start({ REDIS_URL: redis.url }), start({ REDIS_URL: redis.url })];
    for (const server of together) await server.ready();
    for (const server of together) server.signal('SIGTERM');
    for (const server of together) expect(await server.ended()).toBe(0);
  }, 90_000);

  it('X12 are an API and a worker that each drain and end, and neither without Redis', async () => {
    const refused = ['api', 'worker'].map((PROCESS_ROLE) => start({ PROCESS_ROLE }));
    for (const server of refused) {
      expect(await server.ended()).toBe(1);
      expect(server.stderr).toContain('several need Redis: set REDIS_URL for all of them');
    }
    const apart = ['api', 'worker'].map((PROCESS_ROLE) => start({ PROCESS_ROLE, REDIS_URL: redis.url }));
    for (const server of apart) await server.ready();
    for (const server of apart) server.signal('SIGTERM');
    for (const server of apart) expect(await server.ended()).toBe(0);
  }, 90_000);
});
