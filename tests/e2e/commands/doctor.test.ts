import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { examine } from '../../../scripts/doctor/examine';
import type { Finding } from '../../../scripts/doctor/Finding';
import { TestApp } from '../../support/app/TestApp';
import { createDatabase, dropDatabase } from '../../support/postgres/databases';
import { describeWithRedis } from '../../support/redis/describeWithRedis';
import { RedisServer } from '../../support/redis/RedisServer';
import { there } from '../../support/there';

const COMMAND = path.resolve('dist/scripts/doctor.js');

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const findings = (changes: Readonly<Record<string, string>> = {}) =>
  examine({ ...app.environment, ...changes });
const wrong = (all: readonly Finding[]) => all.filter(({ state }) => state !== 'ok');

function doctor(environment: Readonly<Record<string, string>>, ...options: string[]) {
  const env = { PATH: process.env.PATH, ...environment };
  return spawnSync(process.execPath, [COMMAND, ...options], { env, encoding: 'utf8' });
}

describe('doctor', () => {
  it('finds nothing wrong beside a running server, and changes nothing', async () => {
    const found = await findings();

    expect(wrong(found)).toEqual([]);
    expect(found.map(({ check }) => check)).toEqual([
      ...['configuration', 'database', 'clock', 'migrations', 'database login', 'indexes'],
      ...['background work', 'redis', 'mail'],
    ]);
  });

  it('lists every fault of the configuration, and looks no further', async () => {
    const found = await findings({ PORT: 'x', JWT_SECRET: 'short' });

    expect(found).toEqual([
      { check: 'configuration', state: 'fault', says: expect.stringContaining('PORT') },
      { check: 'configuration', state: 'fault', says: expect.stringContaining('JWT_SECRET') },
    ]);
  });

  it('tells of a database and a mail server that cannot be reached', async () => {
    const found = await findings({ DATABASE_URL: 'postgres://ann@127.0.0.1:1/portico', SMTP_PORT: '1' });

    expect(wrong(found)).toMatchObject([
      { check: 'database', state: 'fault', says: expect.stringContaining('127.0.0.1:1 cannot be reached') },
      { check: 'mail', state: 'fault', says: expect.stringContaining('127.0.0.1:1') },
    ]);
  });

  it('tells of a Redis that cannot be reached, without its password', async () => {
    const found = await findings({ REDIS_URL: 'redis://:quite-secret@127.0.0.1:1/0' });

    expect(wrong(found)).toMatchObject([
      { check: 'redis', state: 'fault', says: expect.stringContaining('127.0.0.1:1 does not serve us') },
    ]);
    expect(JSON.stringify(found)).not.toContain('quite-secret');
  });

  it('tells of migrations that are pending', async () => {
    const empty = await createDatabase();
    const found = await findings({ DATABASE_URL: empty.url, DB_MIGRATION_URL: empty.url });
    await dropDatabase(empty.name);

    expect(wrong(found)).toMatchObject([
      { check: 'migrations', state: 'fault', remedy: 'npm run migrate -- up' },
    ]);
  });

  it('tells of a login that row-level security cannot hold', async () => {
    const found = await findings({ DATABASE_URL: app.environment.DB_MIGRATION_URL as string });

    expect(wrong(found)).toMatchObject([
      {
        check: 'database login',
        state: 'warning',
        says: expect.stringContaining('bypass row-level security'),
      },
    ]);
  });

  it('tells of an index that was dropped, and of work that was given up', async () => {
    await app.sql('DROP INDEX outbox_unpublished_idx');
    await app.sql(
      `INSERT INTO jobs (id, kind, payload, dead_at) VALUES (gen_random_uuid(), 'a-test', '{}', now())`,
    );

    expect(wrong(await findings())).toMatchObject([
      { check: 'indexes', state: 'fault', says: 'Missing or invalid: outbox_unpublished_idx.' },
      { check: 'background work', state: 'warning', says: '1 jobs were given up.' },
    ]);
  });

  it('says so with its exit code, as text and as JSON', () => {
    const text = doctor(app.environment);
    const json = doctor({ ...app.environment, PORT: 'x' }, '--json');

    expect(text).toMatchObject({ status: 1, stderr: '' });
    expect(text.stdout).toContain('FAULT    indexes: Missing or invalid: outbox_unpublished_idx.');
    expect(json.status).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ healthy: false, findings: [{ check: 'configuration' }] });
    expect(doctor(app.environment, '--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--json'),
    });
  });
});

describeWithRedis('doctor, with a Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis.kill());
  const finding = async () =>
    there((await findings({ REDIS_URL: redis.url })).find(({ check }) => check === 'redis'));
  const policy = (name: string) => redis.ask((client) => client.config('SET', 'maxmemory-policy', name));

  it('says how fast it answers, and that it forgets nothing that counts', async () => {
    expect(await finding()).toMatchObject({ state: expect.stringMatching(/ok|warning/) });
    await policy('volatile-ttl');
    expect((await finding()).says).not.toContain('forgets');
  });

  it('tells of a database that is not there', async () => {
    const all = await findings({ REDIS_URL: `${redis.url}/999` });
    expect(all.find(({ check }) => check === 'redis')).toMatchObject({
      state: 'fault',
      says: expect.stringContaining('DB index is out of range'),
    });
  });

  it('warns of one that forgets counters when it is full', async () => {
    await policy('allkeys-lru');
    expect(await finding()).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('allkeys-lru'),
      remedy: 'Set maxmemory-policy to noeviction.',
    });
  });
});
