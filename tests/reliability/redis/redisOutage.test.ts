import { setTimeout as pause } from 'node:timers/promises';
import { expectSoon } from '../../support/expectSoon';
import type { Racer } from '../../support/races/seedPeople';
import { describeWithRedis } from '../../support/redis/describeWithRedis';
import { ANONYMOUS, RedisScene } from '../../support/redis/RedisScene';
import { RedisServer } from '../../support/redis/RedisServer';
import { Traffic } from '../../support/redis/Traffic';
import { there } from '../../support/there';

const SOON = 15_000;
/** Milliseconds that T6 lets an outage add. */
const ADDED_P99 = 300;
const [HERE, THERE] = [0, 1];
const DEGRADED = [200, 'degraded', 'redis'];
const READY = [200, 'ready'];

describeWithRedis('two processes while Redis is away', () => {
  let redis: RedisServer;
  let scene: RedisScene;
  let people: Racer[];
  beforeAll(async () => {
    redis = await RedisServer.absent();
    scene = await RedisScene.open(redis);
    people = await scene.race.people(8);
  });
  afterAll(() => scene.close());

  const bothAre = (readiness: unknown[]) =>
    expectSoon(async () => {
      const both = await Promise.all([scene.readiness(HERE), scene.readiness(THERE)]);
      expect(both).toEqual([readiness, readiness]);
    }, SOON);
  /** Signed-in calls to both servers. */
  const traffic = () =>
    new Traffic(people.length, async (caller) => {
      const answer = await scene.race.call(caller, 'GET', '/users/me', there(people[caller]));
      return Number(answer.outcome.slice(0, 3));
    });
  const trafficFor = async (ms: number) => {
    const calls = traffic();
    await pause(ms);
    await calls.stop();
    return calls;
  };

  it('X10 they start without it, and find it when it comes', async () => {
    await bothAre(DEGRADED);
    expect(await scene.redisUp(HERE)).toBe('0');
    await redis.start();
    await bothAre(READY);
    expect(await scene.redisUp(HERE)).toBe('1');
    expect(await scene.allowed((call) => call)).toBe(ANONYMOUS);
  });

  it('T6 X10 its death costs no 5xx and hardly any time; limits go on, stricter, in each; then in both again', async () => {
    const before = await trafficFor(1_000);
    const during = traffic();
    await pause(100);
    await redis.kill();
    await bothAre(DEGRADED);
    expect(await scene.allowed(() => HERE)).toBe(ANONYMOUS / 2);
    expect(await scene.allowed(() => THERE)).toBe(ANONYMOUS / 2);
    await redis.start();
    await bothAre(READY);
    await during.stop();

    expect([before.statuses, during.statuses]).toEqual([[200], [200]]);
    expect(during.p99 - before.p99).toBeLessThanOrEqual(ADDED_P99);
    expect(await scene.allowed((call) => call)).toBe(ANONYMOUS);
  });

  it('X11 its standing still costs the same, for as long as it lasts', async () => {
    const before = await trafficFor(1_000);
    const during = traffic();
    await pause(100);
    redis.signal('SIGSTOP');
    await bothAre(DEGRADED);
    expect(await scene.allowed(() => HERE)).toBe(ANONYMOUS / 2);
    await pause(12_000);
    redis.signal('SIGCONT');
    await bothAre(READY);
    await during.stop();

    expect([before.statuses, during.statuses]).toEqual([[200], [200]]);
    expect(during.p99 - before.p99).toBeLessThanOrEqual(ADDED_P99);
    expect(await scene.allowed((call) => call)).toBe(ANONYMOUS);
  }, 60_000);

  it('X10 a full Redis, which refuses to write, costs no 5xx either', async () => {
    await redis.ask((client) => client.config('SET', 'maxmemory', '1mb'));
    const during = await trafficFor(500);
    const allowed = await scene.allowed(() => HERE);
    await redis.ask((client) => client.config('SET', 'maxmemory', '0'));

    expect(during.statuses).toEqual([200]);
    expect(allowed).toBe(ANONYMOUS / 2);
    expect(await scene.allowed((call) => call)).toBe(ANONYMOUS);
  });
});
