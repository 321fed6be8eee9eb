import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createDatabase, dropDatabase } from '../../support/postgres/databases';
import { LOGIN, TEMPLATE } from '../../support/postgres/migratedTemplate';
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

const nowhere = 'postgres://ann:pa55word@127.0.0.1:1/portico';

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
  expect(server.stderr).not.toContain('pa55word');
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
  it('tells everything that is missing at once', async () => {
    const said = await refusal({ NODE_ENV: 'production' });
    for (const name of Object.keys(production(nowhere)).filter((each) => !OPTIONAL.has(each))) {
      expect(said).toMatch(new RegExp(`^.*${name} .*$`, 'm'));
    }
  });

  it('tells everything that is unsafe at once', async () => {
    const said = await refusal({
      ...production(nowhere),
      JWT_SECRET: 'short',
      CSRF_SECRET: 'your-super-secret-csrf-key-change-in-production',
      PASSWORD_PEPPER: production(nowhere).DATA_ENCRYPTION_KEY as string,
      FRONTEND_URL: 'http://app.example.com',
      CORS_ORIGINS: '*',
      BCRYPT_ROUNDS: '4',
      RATE_LIMIT_ENABLED: 'false',
      TRUST_PROXY: 'true',
      DEBUG: 'express:*',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    });
    for (const name of [
      ...['JWT_SECRET', 'CSRF_SECRET', 'PASSWORD_PEPPER', 'FRONTEND_URL', 'CORS_ORIGINS', 'BCRYPT_ROUNDS'],
      ...['RATE_LIMIT_ENABLED', 'TRUST_PROXY', 'DEBUG', 'NODE_TLS_REJECT_UNAUTHORIZED'],
    ]) {
      expect(said).toMatch(new RegExp(`^.*${name}.*$`, 'm'));
    }
  });

  it('K2 refuses a login that could get around the wall', async () => {
    const { name, url } = await createDatabase(TEMPLATE);
    const said = await refusal(production(url));
    await dropDatabase(name);

    expect(said.trimEnd().split('\n')).toHaveLength(1);
    expect(said).toContain('The database role of DATABASE_URL is a superuser');
    expect(said).toContain('DB_MIGRATION_URL');
  });

  it('starts with all it asks for, on a login beside the owner: JSON lines, no pages for developers', async () => {
    const { name, url } = await createDatabase(TEMPLATE);
    const login = Object.assign(new URL(url), { username: LOGIN.name, password: LOGIN.password });
    const server = ServerProcess.spawn({
      env: { ...production(login.href), DB_MIGRATION_URL: url, PORT: '0' },
      cwd: folder,
    });
    const address = await server.ready();
    const statuses = await Promise.all(
      ['/health/ready', '/api/docs', '/api/openapi.json', '/dev/mailbox', '/metrics', '/verify-email'].map(
        async (page) => [page, (await fetch(address + page)).status],
      ),
    );
    server.signal('SIGTERM');

    expect(await server.ended()).toBe(0);
    expect(Object.fromEntries(statuses)).toEqual({
      '/health/ready': 200,
      '/api/docs': 404,
      '/api/openapi.json': 404,
      '/dev/mailbox': 404,
      '/metrics': 404,
      '/verify-email': 404,
    });
    const lines = server.stdout.trimEnd().split('\n');
    expect(() => lines.map((line) => JSON.parse(line) as unknown)).not.toThrow();
    expect(server.stderr).toBe('');
    await dropDatabase(name);
  });
});

const OPTIONAL = new Set(['NODE_ENV', 'DATA_DIR', 'SMTP_HOST', 'SMTP_PORT', 'EMAIL_FROM']);

/** Everything production asks for. */
function production(databaseUrl: string): Record<string, string> {
  const secret = (name: string) => createHash('sha384').update(`a test of ${name}`).digest('base64');
  return {
    NODE_ENV: 'production',
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: databaseUrl,
    JWT_SECRET: secret('jwt'),
    REFRESH_TOKEN_SECRET: secret('refresh'),
    PASSWORD_PEPPER: secret('pepper'),
    CSRF_SECRET: secret('csrf'),
    DATA_ENCRYPTION_KEY: secret('data'),
    AUDIT_HMAC_KEY: secret('audit'),
    FRONTEND_URL: 'https://app.example.com',
    CORS_ORIGINS: 'https://app.example.com',
    EMAIL_SERVICE: 'smtp',
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: '1',
    EMAIL_FROM: 'portico@example.com',
  };
}
