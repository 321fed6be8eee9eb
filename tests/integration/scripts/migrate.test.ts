import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createDatabase, dropDatabase, type TestDatabase } from '../../support/postgres/databases';
import { LOGIN } from '../../support/postgres/migratedTemplate';
import { temporaryFolder } from '../../support/postgres/temporaryFolder';
import { ROOT, ServerProcess } from '../../support/process/ServerProcess';

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  [folder, database] = await Promise.all([temporaryFolder(), createDatabase()]);
});
afterAll(async () => {
  await dropDatabase(database.name);
  await rm(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run migrate -- …` on a database of its own. */
async function migrate(args: string[], more: Record<string, string> = {}): Promise<Outcome> {
  const login = Object.assign(new URL(database.url), { username: LOGIN.name, password: LOGIN.password });
  const command = ServerProcess.spawn({
    cwd: folder,
    env: { DATA_DIR: folder, DATABASE_URL: login.href, DB_MIGRATION_URL: database.url, ...more },
    command: [process.execPath, path.join(ROOT, 'dist/scripts/migrate.js'), ...args],
  });
  const code = await command.ended();
  return { code, stdout: command.stdout, stderr: command.stderr };
}

async function asJson<T>(...args: string[]): Promise<T> {
  return JSON.parse((await migrate([...args, '--json'])).stdout) as T;
}

describe('npm run migrate', () => {
  it('goes up, tells where it stands, takes the newest step back, and goes up again', async () => {
    const { pending } = await asJson<{ pending: string[] }>('status');
    expect(pending.length).toBeGreaterThan(4);
    expect(await asJson('up')).toEqual({ up: pending });
    expect(await asJson('up')).toEqual({ up: [] });
    expect(await asJson('down')).toEqual({ down: pending.slice(-1) });
    expect(await asJson('status')).toEqual({ executed: pending.slice(0, -1), pending: pending.slice(-1) });

    expect(await migrate(['up'])).toEqual({ code: 0, stdout: `up    ${pending.at(-1)}\n`, stderr: '' });
    expect(await migrate(['up'])).toEqual({ code: 0, stdout: 'The schema is up to date.\n', stderr: '' });
    const { stdout } = await migrate(['status']);
    expect(stdout).toBe(pending.map((name) => `done     ${name}\n`).join(''));
  });

  it('explains itself', async () => {
    const { code, stdout } = await migrate(['--help']);
    expect(code).toBe(0);
    for (const word of ['up', 'down', 'status']) expect(stdout).toContain(`  ${word} [options]`);
  });

  it.each([
    ['an unknown command', ['sideways'], "error: unknown command 'sideways'\n"],
    ['an unknown option', ['up', '--steps=2'], "error: unknown option '--steps=2'\n"],
  ])('refuses %s', async (_what, args, stderr) => {
    expect(await migrate(args)).toEqual({ code: 1, stdout: '', stderr });
  });

  it('ends with one sentence and exit code 1 when there is no database', async () => {
    const { code, stderr } = await migrate(['up'], {
      DB_MIGRATION_URL: 'postgres://ann:secret@127.0.0.1:1/none',
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database at 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\): .*\n$/);
  });

  it('ends with everything that is wrong with the environment', async () => {
    const { code, stderr } = await migrate(['status'], { PORT: 'many', DB_POOL_MAX: '0' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/PORT[^]*DB_POOL_MAX|DB_POOL_MAX[^]*PORT/);
  });
});
