import { anOwner, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { expectSoon } from '../../support/expectSoon';
import { describeWithRedis } from '../../support/redis/describeWithRedis';
import { RedisServer } from '../../support/redis/RedisServer';
import { there } from '../../support/there';

/**
 * What processes of this version read from each other. A process of the version before must not read it when it
 * looks different: with a change here, raise SHAPE in src/core/bootstrap/bindShared.ts and the number below.
 */
const SHAPE = 2;
const LOOKS = {
  account: ['id', 'email', 'emailVerified', 'status', 'isSuperAdmin', 'profile'],
  session: ['userId'],
  tenancy: ['workspaceId', 'role', 'suspended', 'mfaMissing', 'permissions'],
};
/** Bytes before the text of an entry: its signature. */
const SIGNATURE = 32;

describeWithRedis('an application with a Redis', () => {
  let redis: RedisServer;
  let app: TestApp;
  let ann: Person;
  beforeAll(async () => {
    redis = await RedisServer.start();
    app = await TestApp.start({ REDIS_URL: redis.url });
    ann = await anOwner(app);
  });
  afterAll(async () => {
    await app.stop();
    await redis.kill();
  });

  async function entries(): Promise<Record<string, string[]>> {
    const looks = await redis.ask(async (client) => {
      const keys = await client.keys(`portico:*:cache:${SHAPE}:*`);
      return Promise.all(
        keys.map(async (key) => {
          const text = there(await client.getBuffer(key))
            .subarray(SIGNATURE)
            .toString();
          const value = JSON.parse(there(text.split('|')[2])) as object;
          return [there(key.split(':')[4]), Object.keys(value)] as const;
        }),
      );
    });
    return Object.fromEntries(looks);
  }

  it('keeps there what it knows of callers, in the shape of this version', async () => {
    const { workspaceId, accessToken: token } = ann;
    await app.get(`/workspaces/${workspaceId}/members`, { token }).expect(200);
    await expectSoon(async () => expect(await entries()).toEqual(LOOKS), 5_000);
  });
});
