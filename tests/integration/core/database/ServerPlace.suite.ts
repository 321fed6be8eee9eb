import { ServerPlace } from '../../../../src/core/infrastructure/database/ServerPlace';
import { expectSoon } from '../../../support/expectSoon';
import { createDatabase, dropDatabase, type TestDatabase } from '../../../support/postgres/databases';
import { query } from '../../../support/postgres/query';
import { silentLog } from '../../../support/silentLog';

const SOON = 10_000;

describe('ServerPlace', () => {
  let database: TestDatabase;
  let places: ServerPlace[];
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => dropDatabase(database.name));
  beforeEach(() => {
    places = [];
  });
  afterEach(async () => {
    for (const place of places) await place.leave();
  });

  const aServer = (redis: 'with Redis' | 'without', waitMs = 0) => {
    const isShared = redis === 'with Redis';
    const place = new ServerPlace({ url: database.url, ssl: false, isShared, waitMs }, silentLog);
    places.push(place);
    return place;
  };
  const refused = 'several need Redis: set REDIS_URL for all of them, or stop the other one first.';
  const locks = () =>
    query<{ pid: number }>(
      database.url,
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database =
         (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );

  it('is for one server alone that has no Redis', async () => {
    await aServer('without').take();
    await expect(aServer('without').take()).rejects.toThrow(refused);
    await expect(aServer('with Redis').take()).rejects.toThrow(refused);
  });

  it('is for as many as there are that have Redis, and for none that has not', async () => {
    for (let server = 0; server < 3; server += 1) await aServer('with Redis').take();
    await expect(aServer('without').take()).rejects.toThrow(refused);
  });

  it('is waited for while the one before ends', async () => {
    const before = aServer('without');
    await before.take();
    const after = aServer('without', SOON).take();
    await before.leave();
    await expect(after).resolves.toBeUndefined();
  });

  it('is taken again after the database was away', async () => {
    const server = aServer('without');
    await server.take();
    const [before] = await locks();
    await query(
      database.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await expectSoon(async () => {
      expect(await locks()).toEqual([{ pid: expect.any(Number) }]);
      expect(await locks()).not.toEqual([before]);
    }, SOON);
    await expect(aServer('without').take()).rejects.toThrow(refused);
    await server.leave();
    await expectSoon(async () => expect(await locks()).toHaveLength(0), SOON);
  });
});
