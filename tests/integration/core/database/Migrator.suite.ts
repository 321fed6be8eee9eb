import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { Migrator } from '../../../../src/core/infrastructure/database/Migrator';
import { createDatabase, dropDatabase, type TestDatabase } from '../../../support/postgres/databases';
import { query } from '../../../support/postgres/query';
import { schemaOf } from '../../../support/postgres/schemaOf';
import { waitUntil } from '../../../support/postgres/serverProcesses';
import { temporaryFolder } from '../../../support/postgres/temporaryFolder';

const ROOT = path.resolve(__dirname, '../../../..');
const MIGRATIONS = path.join(ROOT, 'migrations');

let folder: string;
let database: TestDatabase;
beforeEach(async () => {
  [folder, database] = await Promise.all([temporaryFolder(), createDatabase()]);
});
afterEach(async () => {
  await dropDatabase(database.name);
  await rm(folder, { recursive: true, force: true });
});

const migrator = (from = folder, url = database.url) =>
  new Migrator({ url, ssl: false, folder: from, login: null });

async function steps(...written: [name: string, up: string, down: string][]): Promise<void> {
  for (const [name, up, down] of written) {
    await writeFile(path.join(folder, `${name}.up.sql`), up);
    await writeFile(path.join(folder, `${name}.down.sql`), down);
  }
}

async function tables(): Promise<string[]> {
  const rows = await query<{ name: string }>(
    database.url,
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

const one: [string, string, string] = ['1-one', 'CREATE TABLE one ()', 'DROP TABLE one'];
const two: [string, string, string] = ['2-two', 'CREATE TABLE two ()', 'DROP TABLE two'];

describe('migrations', () => {
  it('go up in order, say what they did, and do nothing the second time', async () => {
    await steps(two, one);

    expect(await migrator().status()).toEqual({ executed: [], pending: ['1-one', '2-two'] });
    expect(await migrator().up()).toEqual(['1-one', '2-two']);
    expect(await migrator().up()).toEqual([]);
    expect(await migrator().status()).toEqual({ executed: ['1-one', '2-two'], pending: [] });
  });

  it('go down one by one, newest first, until nothing is left', async () => {
    await steps(one, two);
    await migrator().up();

    expect(await migrator().down()).toEqual(['2-two']);
    expect(await tables()).toEqual(['one', 'schema_migrations']);
    expect(await migrator().status()).toEqual({ executed: ['1-one'], pending: ['2-two'] });
    expect(await migrator().down()).toEqual(['1-one']);
    expect(await migrator().down()).toEqual([]);
    expect(await tables()).toEqual([]);
  });

  it('leave nothing of a step that fails, and keep those before it', async () => {
    await steps(one, ['2-two', 'CREATE TABLE two (); SELECT 1 / 0', '']);

    await expect(migrator().up()).rejects.toThrow('division by zero');

    expect(await tables()).toEqual(['one', 'schema_migrations']);
    expect((await migrator().status()).pending).toEqual(['2-two']);
  });

  it('keep a step whose way back fails', async () => {
    await steps(['1-one', 'CREATE TABLE one ()', 'DROP TABLE one; SELECT 1 / 0']);
    await migrator().up();

    await expect(migrator().down()).rejects.toThrow('division by zero');

    expect(await tables()).toEqual(['one', 'schema_migrations']);
    expect((await migrator().status()).executed).toEqual(['1-one']);
  });

  it('X31 are made once by many processes at once: the others wait, and find them done', async () => {
    await steps(one, two);

    const done = await Promise.all(Array.from({ length: 6 }, () => migrator().up()));

    expect(done.flat().sort()).toEqual(['1-one', '2-two']);
    expect(done.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('X31 killed in the middle of a step are run again, and nobody sees half of it', async () => {
    await steps(one, [
      '2-two',
      'CREATE TABLE half (); SELECT pg_advisory_xact_lock(7); CREATE TABLE two ()',
      '',
    ]);
    const gate = new Client({ connectionString: database.url });
    await gate.connect();
    await gate.query('SELECT pg_advisory_lock(7)');
    const child = inAnotherProcess();
    await waitUntil(() => isWaitingAtTheGate());

    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await tables()).toEqual(['one', 'schema_migrations']);
    await gate.end();

    expect(await migrator().up()).toEqual(['2-two']);
    expect(await tables()).toEqual(['half', 'one', 'schema_migrations', 'two']);
  });

  it('tell in one sentence that the connection was cut in the middle of a step', async () => {
    await steps(['1-one', 'SELECT pg_terminate_backend(pg_backend_pid())', '']);
    await expect(migrator().up()).rejects.toThrow(/terminat/);
  });

  it.each([
    [
      'no server',
      'postgres://ann:secret@127.0.0.1:1/portico',
      '127.0.0.1:1 cannot be reached (ECONNREFUSED)',
    ],
    ['no host', 'postgres://ann:secret@nowhere.invalid/portico', 'nowhere.invalid:5432 cannot be reached'],
  ])('tell of %s, with the remedy and without the password', async (_what, url, sentence) => {
    const refusal = await migrator(folder, url)
      .up()
      .catch((error: unknown) => (error as Error).message);

    expect(refusal).toContain(sentence);
    expect(refusal).toContain('start it, or correct DATABASE_URL');
    expect(refusal).not.toContain('secret');
  });

  it.each<[string, Partial<URL>, string]>([
    ['a database', { pathname: '/missing' }, 'There is no database "missing"'],
    ['a role', { username: 'missing' }, 'does not let "missing" in'],
  ])('tell of %s that is not there', async (_what, change, sentence) => {
    const url = Object.assign(new URL(database.url), change);
    await expect(migrator(folder, url.href).up()).rejects.toThrow(sentence);
  });
});

describe('the schema of the product', () => {
  it('is the same after up, down and up; and nothing but roles is left after all of down', async () => {
    const empty = await schemaOf(database.url);
    const names = await migrator(MIGRATIONS).up();
    const full = await schemaOf(database.url);

    for (const name of names.toReversed()) expect(await migrator(MIGRATIONS).down()).toEqual([name]);
    expect(await schemaOf(database.url)).toEqual(empty);

    await migrator(MIGRATIONS).up();
    expect(await schemaOf(database.url)).toEqual(full);
  });

  it('is after each step down what it was before that step up', async () => {
    const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.up.sql')).sort();
    const before: string[][] = [];
    for (const name of names) {
      before.push(await schemaOf(database.url));
      for (const file of [name, name.replace('.up.', '.down.')]) {
        await copyFile(path.join(MIGRATIONS, file), path.join(folder, file));
      }
      await migrator().up();
    }

    for (const state of before.toReversed().slice(0, -1)) {
      await migrator().down();
      expect(await schemaOf(database.url)).toEqual(state);
    }
  });

  it('can be made by an owner that is no superuser, for a login that is neither', async () => {
    await query(database.url, `CREATE ROLE plain_owner LOGIN CREATEROLE PASSWORD 'secret'`);
    await query(database.url, `GRANT portico_app, portico_system TO plain_owner WITH ADMIN OPTION`);
    await query(database.url, `ALTER DATABASE ${database.name} OWNER TO plain_owner`);
    const url = new URL(database.url);
    [url.username, url.password] = ['plain_owner', 'secret'];
    const login = { name: 'plain_login', password: 'secret' };

    const done = await new Migrator({ url: url.href, ssl: false, folder: MIGRATIONS, login }).up();

    expect(done.length).toBeGreaterThan(0);
    url.username = 'plain_login';
    const workspace = `BEGIN; SET LOCAL ROLE portico_system; INSERT INTO workspaces (id, name, slug)
      VALUES (gen_random_uuid(), 'a', 'a'); COMMIT`;
    await query(url.href, workspace);
    await dropDatabase(database.name);
    const admin = new URL(process.env.TEST_DATABASE_ADMIN_URL ?? '');
    await query(admin.href, 'DROP ROLE plain_login; DROP ROLE plain_owner');
  });
});

function inAnotherProcess() {
  const program = `
    const { Migrator } = require('${ROOT}/src/core/infrastructure/database/Migrator');
    const [url, folder] = process.argv.slice(1);
    new Migrator({ url, ssl: false, folder, login: null }).up();`;
  return spawn(process.execPath, ['-r', '@swc-node/register', '-e', program, database.url, folder], {
    cwd: ROOT,
  });
}

async function isWaitingAtTheGate(): Promise<boolean> {
  const rows = await query(
    database.url,
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND NOT granted`,
  );
  return rows.length > 0;
}
