import { once } from 'node:events';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { describeAsOrdinaryUser, ordinaryUser } from '../../support/postgres/ordinaryUser';
import { serversOn } from '../../support/postgres/serverProcesses';
import { temporaryFolder } from '../../support/postgres/temporaryFolder';
import { ServerProcess, type SpawnOptions } from '../../support/process/ServerProcess';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  expect(await serversOn(folder)).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});

const nowhere = 'postgres://ann:secret@127.0.0.1:1/portico';

/** What a start says that must not succeed: on stderr alone, no stack, and no port is opened. */
async function refusal(env: Record<string, string>, more: Partial<SpawnOptions> = {}): Promise<string> {
  const server = ServerProcess.spawn({
    env: { DATA_DIR: path.join(folder, 'data'), ...env },
    cwd: folder,
    ...more,
  });
  expect(await server.ended()).toBe(1);
  expect(server.stdout).toBe('');
  expect(server.stderr).not.toMatch(/^\s+at /m);
  expect(server.stderr).not.toContain('secret');
  return server.stderr;
}

describe('a start that cannot succeed ends in one sentence with the remedy', () => {
  it('when the database cannot be reached', async () => {
    expect(await refusal({ DATABASE_URL: nowhere })).toBe(
      'Portico cannot start: The database at 127.0.0.1:1 cannot be reached (ECONNREFUSED): ' +
        'start it, or correct DATABASE_URL (or DB_HOST …) and DB_MIGRATION_URL.\n',
    );
  });

  it('when the port that was asked for is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;

    expect(await refusal({ PORT: String(port) })).toBe(
      `Portico cannot start: Port ${port} is taken: stop what listens there, or set PORT to another one.\n`,
    );
    squatter.close();
  });

  it('when the data folder cannot be made', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const said = await refusal({ DATA_DIR: path.join(folder, 'file', 'data') });

    expect(said.trimEnd().split('\n')).toHaveLength(1);
    expect(said).toContain(path.join(folder, 'file', 'data'));
    expect(said).toContain('DATA_DIR');
  });

  it('when the .env file is not what was meant, with every fault of it', async () => {
    await writeFile(path.join(folder, '.env'), 'SMTP_PASSWORD=pa#ss\nPORTT=3000\nDB_POOL_MAX="none"\n');
    const said = await refusal({});

    expect(said).toContain('.env line 1');
    expect(said).toContain('PORTT is not read: did you mean PORT?');
    expect(said).toContain('DB_POOL_MAX');
  });

  it('when a setting is half made', async () => {
    expect(await refusal({ DB_HOST: 'db.example.com' })).toContain(
      'DB_HOST is set without DB_NAME and DB_USER',
    );
  });
});

describeAsOrdinaryUser('an ordinary user', () => {
  it('is told of a data folder that is not writable', async () => {
    const closed = path.join(folder, 'closed');
    await writeFile(path.join(folder, '.env'), '');
    await rm(closed, { recursive: true, force: true });
    await chmod(folder, 0o555);
    const said = await refusal({ DATA_DIR: closed }, ordinaryUser && { account: ordinaryUser });

    expect(said.trimEnd().split('\n')).toHaveLength(1);
    expect(said).toContain(closed);
    await chmod(folder, 0o755);
  });
});

describe('K1 D11 production', () => {
  const FAULTS = [
    'JWT_SECRET',
    'REFRESH_TOKEN_SECRET',
    'PASSWORD_PEPPER',
    'CSRF_SECRET',
    'DATA_ENCRYPTION_KEY',
    'FRONTEND_URL',
    'CORS_ORIGINS',
    'DATABASE_URL',
    'EMAIL_SERVICE',
  ];

  it('tells everything that is missing at once', async () => {
    const said = await refusal({ NODE_ENV: 'production' });
    for (const name of FAULTS) expect(said).toMatch(new RegExp(`^.*${name}.*$`, 'm'));
  });

  it.each<[string, Record<string, string>, string]>([
    ['a short secret', { JWT_SECRET: 'short' }, 'JWT_SECRET'],
    [
      'one secret for two things',
      { CSRF_SECRET: 'same-'.repeat(10), JWT_SECRET: 'same-'.repeat(10) },
      'CSRF_SECRET',
    ],
    ['a known default', { JWT_SECRET: 'your-super-secret-jwt-key-change-in-production' }, 'JWT_SECRET'],
    ['plain http links', { FRONTEND_URL: 'http://app.example.com' }, 'FRONTEND_URL is plain http'],
    ['any origin', { CORS_ORIGINS: '*' }, 'CORS_ORIGINS'],
    ['cheap hashes', { BCRYPT_ROUNDS: '4' }, 'BCRYPT_ROUNDS is below 12'],
    ['no limits', { RATE_LIMIT_ENABLED: 'false' }, 'RATE_LIMIT_ENABLED'],
    ['trust in every proxy', { TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
    ['a debugger', { NODE_OPTIONS: '--inspect=0' }, 'NODE_OPTIONS opens the debugger'],
    ['printed requests', { DEBUG: 'express:*' }, 'DEBUG is set'],
    ['unchecked certificates', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'NODE_TLS_REJECT_UNAUTHORIZED'],
  ])('refuses %s', async (_what, env, fault) => {
    const server = ServerProcess.spawn({ env: { ...production(nowhere), ...env }, cwd: folder });
    expect(await server.ended()).toBe(1);
    expect(server.stderr).toContain(fault);
    expect(server.stdout).toBe('');
  });
});

/** Everything production asks for. */
function production(databaseUrl: string): Record<string, string> {
  const secret = (name: string) => `${name}-${'0123456789abcdef'.repeat(3)}`;
  return {
    NODE_ENV: 'production',
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: databaseUrl,
    JWT_SECRET: secret('jwt'),
    REFRESH_TOKEN_SECRET: secret('refresh'),
    PASSWORD_PEPPER: secret('pepper'),
    CSRF_SECRET: secret('csrf'),
    DATA_ENCRYPTION_KEY: secret('data'),
    FRONTEND_URL: 'https://app.example.com',
    CORS_ORIGINS: 'https://app.example.com',
    EMAIL_SERVICE: 'smtp',
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: '1',
    EMAIL_FROM: 'portico@example.com',
  };
}
