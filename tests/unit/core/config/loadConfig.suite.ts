import { resolve } from 'node:path';
import { faultsOf, load, PRODUCTION, SECRETS } from './settings';

describe('without any setting', () => {
  it('serves this machine with the embedded database, the local mailbox and the limits of the contract', () => {
    expect(load({})).toEqual({
      env: 'development',
      role: 'all',
      dataDir: resolve('.data'),
      http: {
        host: '127.0.0.1',
        port: 3000,
        portChosen: false,
        apiPrefix: '/api',
        apiBase: '/api/v1',
        trustProxy: 0,
        frontendUrl: null,
        corsOrigins: null,
      },
      sockets: { port: null, corsOrigins: null },
      database: { url: null, migrationUrl: null, listenUrl: null, ssl: false, pool: { min: 0, max: 10 } },
      redis: null,
      tokens: {
        jwtSecret: SECRETS.JWT_SECRET,
        formerJwtSecret: null,
        accessTtl: '15m',
        accessTtlSeconds: 900,
        refreshSecret: SECRETS.REFRESH_TOKEN_SECRET,
        refreshTtlSeconds: 604_800,
        csrfSecret: SECRETS.CSRF_SECRET,
      },
      passwords: { hasher: 'bcrypt', bcryptRounds: 12, pepper: SECRETS.PASSWORD_PEPPER },
      encryptionKey: SECRETS.DATA_ENCRYPTION_KEY,
      auditKey: SECRETS.AUDIT_HMAC_KEY,
      mail: { kind: 'mailbox', from: 'no-reply@localhost', fromName: 'Portico' },
      s3: null,
      rateLimits: {
        enabled: true,
        windowMs: 900_000,
        maxRequests: 100,
        maxAuthenticated: 3000,
        maxAuth: 30,
      },
      metricsToken: null,
      docsEnabled: true,
      logLevel: 'info',
      sentryDsn: null,
    });
  });

  it('takes an empty value for one that is not given', () => {
    expect(load({ PORT: '', SMTP_USER: ' ', DATABASE_URL: '' })).toEqual(load({}));
  });

  it('cannot be changed afterwards, however deep', () => {
    const config = load({ CORS_ORIGINS: 'https://a.example' });
    expect(() => Object.assign(config.database.pool, { max: 1 })).toThrow(TypeError);
    expect(() => (config.http.corsOrigins as string[]).push('https://evil.example')).toThrow(TypeError);
  });
});

describe('server', () => {
  it('listens on every address beside a database of its own, and where it is told', () => {
    expect(load({ DATABASE_URL: PRODUCTION.DATABASE_URL }).http.host).toBe('0.0.0.0');
    expect(load({ HOST: '::1', PORT: '8080' }).http).toMatchObject({
      host: '::1',
      port: 8080,
      portChosen: true,
    });
  });

  it.each([
    ['api', 'v2', '/api/v2'],
    ['/', 'v1', '/v1'],
    ['/a/b/', 'v1', '/a/b/v1'],
  ])('puts the API of prefix %s and version %s under %s', (API_PREFIX, API_VERSION, apiBase) => {
    expect(load({ API_PREFIX, API_VERSION }).http.apiBase).toBe(apiBase);
  });

  it('A8 trusts so many proxies, or those at given addresses', () => {
    expect(load({ TRUST_PROXY: '2' }).http.trustProxy).toBe(2);
    expect(load({ TRUST_PROXY: 'false' }).http.trustProxy).toBe(0);
    expect(load({ TRUST_PROXY: '10.0.0.0/8, fd00::/8,192.0.2.1' }).http.trustProxy).toEqual([
      '10.0.0.0/8',
      'fd00::/8',
      '192.0.2.1',
    ]);
  });

  it.each([
    'true',
    'TRUE',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '10.0.0/8',
    'proxy',
    '-1',
    ',',
  ])('A8 refuses to trust %s', (TRUST_PROXY) => {
    expect(faultsOf({ TRUST_PROXY })).toEqual([expect.stringMatching(/^TRUST_PROXY (is|holds) .*set it to/)]);
  });

  it('takes origins and the front end without a slash at the end', () => {
    const { http } = load({
      FRONTEND_URL: 'https://app.example.com/start/',
      CORS_ORIGINS: 'https://APP.example.com/ , http://localhost:5173,',
    });
    expect(http.frontendUrl).toBe('https://app.example.com/start');
    expect(http.corsOrigins).toEqual(['https://app.example.com', 'http://localhost:5173']);
  });

  it.each([
    '*',
    'https://*.example.com',
    'http://localhost:*',
    'app.example.com',
    'https://a.example/path',
    'null',
  ])('refuses the origin %s and names it', (origin) => {
    const [fault] = faultsOf({ CORS_ORIGINS: `https://ok.example,${origin}` });
    expect(fault).toMatch(/^CORS_ORIGINS holds /);
    expect(fault).toContain(`"${origin}"`);
  });
});

describe('database', () => {
  it('builds an address from its parts, whatever signs they hold', () => {
    const { database } = load({
      DB_HOST: '::1',
      DB_NAME: 'my db',
      DB_USER: 'ann@corp',
      DB_PASSWORD: 'p#a/s:s@$',
    });
    const url = new URL(database.url ?? '');
    expect([url.hostname, url.port, decodeURIComponent(url.pathname)]).toEqual(['[::1]', '5432', '/my db']);
    expect([url.username, url.password].map(decodeURIComponent)).toEqual(['ann@corp', 'p#a/s:s@$']);
  });

  it.each([
    ['verify-full', { rejectUnauthorized: true }],
    ['require', { rejectUnauthorized: true }],
    ['no-verify', { rejectUnauthorized: false }],
    ['disable', false],
  ])('takes sslmode=%s out of the address and keeps what it asks for', (mode, ssl) => {
    const { database } = load({ DATABASE_URL: `postgres://u:p@h/d?sslmode=${mode}&application_name=x` });
    expect(database).toMatchObject({ url: 'postgres://u:p@h/d?application_name=x', ssl });
  });

  it('speaks TLS as DB_SSL says', () => {
    const DATABASE_URL = 'postgres://u:p@h/d';
    expect(load({ DATABASE_URL, DB_SSL: 'true' }).database.ssl).toEqual({ rejectUnauthorized: true });
    expect(load({ DATABASE_URL, DB_SSL: 'no-verify' }).database.ssl).toEqual({ rejectUnauthorized: false });
    expect(load({ DATABASE_URL, DB_SSL: 'false' }).database.ssl).toBe(false);
  });
});

describe('mail', () => {
  const EMAIL_FROM = 'no-reply@example.com';
  const login = { SMTP_USER: 'u', SMTP_PASSWORD: 'p' };

  it.each([
    [{}, { port: 587, secure: false, requireTls: false, login: null }],
    [{ SMTP_PORT: '465' }, { port: 465, secure: true, requireTls: true }],
    [{ SMTP_SECURE: 'true' }, { port: 465, secure: true }],
    [
      { SMTP_PORT: '1025', SMTP_SECURE: 'false' },
      { port: 1025, secure: false },
    ],
    [login, { login: { user: 'u', password: 'p' }, requireTls: false }],
  ])('goes to SMTP_HOST, with %j', (settings, expected) => {
    const { mail } = load({ SMTP_HOST: 'mx', EMAIL_FROM, ...settings });
    expect(mail).toMatchObject({ kind: 'smtp', host: 'mx', from: EMAIL_FROM, ...expected });
  });

  it.each([
    ['sendgrid', { SENDGRID_API_KEY: 'SG.k' }, 'smtp.sendgrid.net', { user: 'apikey', password: 'SG.k' }],
    ['ses', { AWS_SES_REGION: 'eu-central-1', ...login }, 'email-smtp.eu-central-1.amazonaws.com', {}],
    ['mailgun', { ...login }, 'smtp.mailgun.org', { user: 'u', password: 'p' }],
    ['mailgun', { ...login, MAILGUN_REGION: 'eu' }, 'smtp.eu.mailgun.org', {}],
  ])('goes to %s over TLS', (EMAIL_SERVICE, settings, host, credentials) => {
    const { mail } = load({ EMAIL_SERVICE, EMAIL_FROM, ...settings });
    expect(mail).toMatchObject({ kind: EMAIL_SERVICE, host, port: 465, secure: true, login: credentials });
  });

  it('sends no password without TLS in production', () => {
    expect(load({ ...PRODUCTION, ...login }).mail).toMatchObject({ secure: false, requireTls: true });
    expect(load(PRODUCTION).mail).toMatchObject({ login: null, requireTls: false });
  });
});

describe('a wrong value', () => {
  it.each([
    ['NODE_ENV', 'prod', 'did you mean production?'],
    ['NODE_ENV', 'staging', 'production, development, test'],
    ['PORT', '80a', 'set it to a whole number from 0 to 65535, for example PORT="3000"'],
    ['PORT', '65536', 'a whole number'],
    ['PORT', '1.5', 'a whole number'],
    ['PORT', '"3000"', 'docker run --env-file'],
    ['HOST', 'http://localhost', 'a host name or an address'],
    ['API_PREFIX', '/a b', 'a plain path'],
    ['API_PREFIX', '/../x', 'a plain path'],
    ['API_VERSION', 'v1/x', 'one path segment'],
    ['DATA_DIR', 'C:\new', 'control character'],
    ['FRONTEND_URL', 'app.example.com', 'a web address'],
    ['FRONTEND_URL', 'https://a.example/?x=1', 'a web address'],
    ['FRONTEND_URL', 'ftp://app.example.com', 'a web address'],
    ['DATABASE_URL', 'mysql://h/d', 'not a PostgreSQL address'],
    ['DATABASE_URL', 'postgres://u:p#w@h/d', 'not a PostgreSQL address'],
    ['DATABASE_URL', 'postgres://h/d#x', 'unescaped #'],
    ['DATABASE_URL', 'postgres://h', 'names no database'],
    ['DATABASE_URL', 'postgres:///d', 'names no host'],
    ['DATABASE_URL', 'postgres://h/d?sslmode=on', 'unknown sslmode'],
    ['DB_POOL_MAX', '0', 'from 1'],
    ['JWT_EXPIRES_IN', '900', 'a unit'],
    ['JWT_EXPIRES_IN', '0m', 'above zero'],
    ['JWT_EXPIRES_IN', '15 min', 'a unit'],
    ['JWT_EXPIRES_IN', '25h', 'at most "1d"'],
    ['REFRESH_TOKEN_EXPIRES_IN', '91d', 'at most "90d"'],
    ['PASSWORD_HASHER', 'argon', 'did you mean argon2id?'],
    ['BCRYPT_ROUNDS', '3', 'from 4 to 16'],
    ['EMAIL_SERVICE', 'sengrid', 'did you mean sendgrid?'],
    ['EMAIL_FROM', 'Portico <no-reply@example.com>', 'one mail address'],
    ['SMTP_PASSWORD', 'pass\n', 'control character'],
    ['EMAIL_FROM_NAME', 'a\r\nBcc: b@example.com', 'control character'],
    ['RATE_LIMIT_ENABLED', 'yes', 'true or false'],
    ['RATE_LIMIT_WINDOW_MS', '15m', 'a whole number'],
    ['DOCS_ENABLED', 'on', 'true or false'],
    ['LOG_LEVEL', 'verbose', 'error, warn, info, debug'],
    ['SENTRY_DSN', 'https://sentry.example.com/1', 'a DSN'],
    ['SENTRY_DSN', 'https://key@sentry.example.com', 'a DSN'],
    ['JWT_SECRET', 'Zk3v9Qx7Lr2Tn8Wc5Bh1Md6Yp4Sg0Fa', 'has 31 bytes and needs at least 32'],
    ['JWT_SECRET', 'your-super-secret-jwt-key-change-in-production', 'known default'],
    ['CSRF_SECRET', 'changeme', 'known default'],
    ['PASSWORD_PEPPER', 'abababababababababababababababababab', 'can be guessed'],
    ['DATA_ENCRYPTION_KEY', ` ${SECRETS.DATA_ENCRYPTION_KEY}`, 'white space'],
    ['METRICS_TOKEN', 'short', 'at least 32'],
  ])('%s=%j is told in one sentence', (name, value, remedy) => {
    const besides = name === 'SMTP_PASSWORD' ? { SMTP_HOST: 'h', SMTP_USER: 'u', EMAIL_FROM: 'a@b.c' } : {};
    const faults = faultsOf({ ...besides, [name]: value });
    expect(faults).toEqual([expect.stringContaining(remedy)]);
    expect(faults[0]).toMatch(new RegExp(`^${name} `));
  });

  it('D11 is told without the secret it holds', () => {
    const told = faultsOf({
      JWT_SECRET: 'hunter2hunter2',
      SMTP_PASSWORD: 'hunter2',
      DATABASE_URL: 'postgres://u:hunter2#@h/d',
      DB_MIGRATION_URL: 'mysql://u:hunter2@h/d',
      METRICS_TOKEN: 'hunter2',
      SENDGRID_API_KEY: 'hunter2',
    });
    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(told.join()).not.toContain('hunter2');
  });
});

describe('settings that do not go together', () => {
  const mail = { EMAIL_FROM: 'a@example.com' };
  it.each<[string, Record<string, string>, string]>([
    ['DATABASE_URL and parts', { DATABASE_URL: 'postgres://h/d', DB_HOST: 'h' }, 'both set'],
    ['a host alone', { DB_HOST: 'h' }, 'DB_HOST is set without DB_NAME and DB_USER'],
    ['no user', { DB_HOST: 'h', DB_NAME: 'd' }, 'DB_HOST is set without DB_USER'],
    ['a password alone', { DB_PASSWORD: 'p' }, 'DB_PASSWORD is set without DB_HOST'],
    ['TLS without a database', { DB_SSL: 'true' }, 'DB_SSL is set without a database'],
    [
      'migrations without a database',
      { DB_MIGRATION_URL: 'postgres://h/d' },
      'DB_MIGRATION_URL is set without',
    ],
    ['a pool upside down', { DB_POOL_MIN: '11' }, 'DB_POOL_MIN (11) is above DB_POOL_MAX (10)'],
    ['two kinds of TLS', { DATABASE_URL: 'postgres://h/d?sslmode=disable', DB_SSL: 'true' }, 'different TLS'],
    [
      'access outliving refresh',
      { JWT_EXPIRES_IN: '1h', REFRESH_TOKEN_EXPIRES_IN: '1h' },
      'JWT_EXPIRES_IN (1h)',
    ],
    ['smtp without a host', { EMAIL_SERVICE: 'smtp', ...mail }, 'SMTP_HOST is missing'],
    ['smtp without a sender', { SMTP_HOST: 'h' }, 'EMAIL_FROM is missing'],
    ['a user alone', { SMTP_HOST: 'h', SMTP_USER: 'u', ...mail }, 'SMTP_USER is set without SMTP_PASSWORD'],
    [
      'a password alone',
      { SMTP_HOST: 'h', SMTP_PASSWORD: 'u', ...mail },
      'SMTP_PASSWORD is set without SMTP_USER',
    ],
    ['a login without a server', { SMTP_USER: 'u' }, 'for smtp SMTP_HOST too'],
    ['sendgrid without its key', { EMAIL_SERVICE: 'sendgrid', ...mail }, 'SENDGRID_API_KEY is missing'],
    ['a key nobody uses', { SENDGRID_API_KEY: 'k' }, 'set EMAIL_SERVICE to sendgrid'],
    [
      'a host sendgrid ignores',
      { EMAIL_SERVICE: 'sendgrid', SENDGRID_API_KEY: 'k', SMTP_HOST: 'h', ...mail },
      'SMTP_HOST is set, but mail goes to sendgrid',
    ],
    [
      'TLS first on 587',
      { SMTP_HOST: 'h', SMTP_PORT: '587', SMTP_SECURE: 'true', ...mail },
      'begins in the clear',
    ],
    [
      'STARTTLS on 465',
      { SMTP_HOST: 'h', SMTP_PORT: '465', SMTP_SECURE: 'false', ...mail },
      'begins with TLS',
    ],
    [
      'D11 one secret for two things',
      { CSRF_SECRET: SECRETS.JWT_SECRET },
      'CSRF_SECRET is the same as JWT_SECRET',
    ],
    [
      'D12 the secret in use as the former one',
      { JWT_SECRET_FORMER: SECRETS.JWT_SECRET },
      'JWT_SECRET_FORMER is the same as JWT_SECRET',
    ],
    [
      'a secret as the metrics token',
      { METRICS_TOKEN: SECRETS.CSRF_SECRET },
      'METRICS_TOKEN is the same as CSRF_SECRET',
    ],
  ])('%s', (_what, settings, fault) => {
    expect(faultsOf(settings)).toEqual([expect.stringContaining(fault)]);
  });

  it('tells what each provider needs', () => {
    expect(faultsOf({ EMAIL_SERVICE: 'ses' }).map((fault) => fault.split(' ')[0])).toEqual([
      'AWS_SES_REGION',
      'SMTP_USER',
      'SMTP_PASSWORD',
      'EMAIL_FROM',
    ]);
  });
});

describe('in production', () => {
  it('starts with the least it needs, without docs and open metrics', () => {
    expect(load(PRODUCTION)).toMatchObject({ env: 'production', docsEnabled: false, metricsToken: null });
    expect(load({ ...PRODUCTION, DOCS_ENABLED: 'true' }).docsEnabled).toBe(true);
  });

  it.each(Object.keys(SECRETS))('D11 refuses to start without %s', (name) => {
    expect(faultsOf({ ...PRODUCTION, [name]: undefined })).toEqual([
      expect.stringMatching(new RegExp(`^${name} is missing: .*openssl`)),
    ]);
  });

  it.each<[Record<string, string>, string]>([
    [{ FRONTEND_URL: '' }, 'FRONTEND_URL is missing'],
    [{ FRONTEND_URL: 'http://app.example.com' }, 'FRONTEND_URL is plain http'],
    [{ FRONTEND_URL: 'http://localhost:3000' }, 'FRONTEND_URL is plain http'],
    [{ CORS_ORIGINS: '' }, 'CORS_ORIGINS is missing'],
    [{ CORS_ORIGINS: 'https://a.example,http://b.example' }, 'CORS_ORIGINS holds a plain http origin'],
    [{ CORS_ORIGINS: '*' }, 'CORS_ORIGINS holds the wildcard'],
    [{ DATABASE_URL: '' }, 'DATABASE_URL is missing'],
    [{ SMTP_HOST: '' }, 'EMAIL_SERVICE is missing'],
    [{ BCRYPT_ROUNDS: '11' }, 'BCRYPT_ROUNDS is below 12'],
    [{ RATE_LIMIT_ENABLED: 'false' }, 'RATE_LIMIT_ENABLED is false'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY is true'],
    [{ DEBUG: 'express:*' }, 'DEBUG is set'],
    [{ NODE_DEBUG: 'http' }, 'NODE_DEBUG is set'],
    [{ NODE_OPTIONS: '--inspect=0.0.0.0' }, 'NODE_OPTIONS opens the debugger'],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'NODE_TLS_REJECT_UNAUTHORIZED is 0'],
  ])('K1 refuses %j', (settings, fault) => {
    expect(faultsOf({ ...PRODUCTION, ...settings })).toEqual([expect.stringContaining(fault)]);
  });

  it('allows debugging switches that are off, and elsewhere on', () => {
    expect(faultsOf({ ...PRODUCTION, DEBUG: '0', NODE_DEBUG: '', NODE_OPTIONS: '--use-openssl-ca' })).toEqual(
      [],
    );
    expect(faultsOf({ DEBUG: 'express:*' })).toEqual([]);
  });

  it('K1 tells everything at once', () => {
    const nothing = Object.fromEntries(Object.keys(SECRETS).map((name) => [name, undefined]));
    const faults = faultsOf({
      ...nothing,
      NODE_ENV: 'production',
      JWT_SECRET: 'secret',
      PORT: 'x',
      TRUST_PROXY: 'true',
      BCRYPT_ROUNDS: '4',
      RATE_LIMIT_ENABLED: 'false',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PORT',
      'TRUST_PROXY',
      'JWT_SECRET',
      'FRONTEND_URL',
      'CORS_ORIGINS',
      'DATABASE_URL',
      'EMAIL_SERVICE',
      'BCRYPT_ROUNDS',
      'RATE_LIMIT_ENABLED',
      'REFRESH_TOKEN_SECRET',
      'CSRF_SECRET',
      'PASSWORD_PEPPER',
      'DATA_ENCRYPTION_KEY',
      'AUDIT_HMAC_KEY',
    ]);
  });
});
