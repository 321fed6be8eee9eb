import { randomUUID } from 'node:crypto';
import type { Database } from '../../../../../src/core/infrastructure/database/Database';
import { openDatabase } from '../../../../../src/core/infrastructure/database/openDatabase';
import { SequelizeUnitOfWork } from '../../../../../src/core/infrastructure/database/SequelizeUnitOfWork';
import { databasePoolGauge } from '../../../../../src/core/infrastructure/metrics/databasePoolGauge';
import { outboxGauges } from '../../../../../src/core/infrastructure/metrics/outboxGauges';
import { PrometheusMetrics } from '../../../../../src/core/infrastructure/metrics/PrometheusMetrics';
import { createDatabase, dropDatabase, type TestDatabase } from '../../../../support/postgres/databases';
import { LOGIN, TEMPLATE } from '../../../../support/postgres/migratedTemplate';
import { query } from '../../../../support/postgres/query';
import { silentLog } from '../../../../support/silentLog';

describe('the metrics of the database', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let metrics: PrometheusMetrics;

  beforeAll(async () => {
    testDatabase = await createDatabase(TEMPLATE);
    const url = new URL(testDatabase.url);
    Object.assign(url, { username: LOGIN.name, password: LOGIN.password });
    database = openDatabase({ url: url.href, pool: { min: 0, max: 2 }, ssl: false, models: [] });
    metrics = new PrometheusMetrics(silentLog);
    outboxGauges(metrics, database, new SequelizeUnitOfWork(database, silentLog));
    databasePoolGauge(metrics, database);
  });

  afterAll(async () => {
    await database.close();
    await dropDatabase(testDatabase.name);
  });

  async function read(name: string): Promise<number> {
    const { text } = await metrics.expose();
    const line = text.split('\n').find((each) => each.startsWith(`${name} `) || each.startsWith(`${name}{`));
    return Number(line?.split(' ')[1]);
  }

  function owe(secondsAgo: number, published: boolean): Promise<unknown> {
    const at = `now() - interval '${secondsAgo} seconds'`;
    return query(
      testDatabase.url,
      `INSERT INTO outbox (id, name, payload, occurred_at, published_at)
       VALUES ('${randomUUID()}', 'test', '{}', ${at}, ${published ? 'now()' : 'NULL'})`,
    );
  }

  it('tells how many events wait and for how long the first has', async () => {
    expect(await read('outbox_depth')).toBe(0);
    expect(await read('outbox_oldest_seconds')).toBe(0);
    await owe(900, true);
    await owe(600, false);
    await owe(60, false);
    expect(await read('outbox_depth')).toBe(2);
    expect(await read('outbox_oldest_seconds')).toBeGreaterThanOrEqual(600);
    expect(await read('outbox_oldest_seconds')).toBeLessThan(900);
  });

  it('tells how many connections are used', async () => {
    const transaction = await database.begin({ as: 'system', for: 'testing' });
    expect(await read('database_connections{state="used"}')).toBeGreaterThanOrEqual(1);
    await transaction.rollback();
  });
});
