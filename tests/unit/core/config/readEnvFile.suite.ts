import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest, distance } from '../../../../src/core/config/closest';
import { loadConfig } from '../../../../src/core/config/loadConfig';
import { faultsOf, freshFolder, load, SECRETS } from './settings';

const folder = freshFolder();

function envFile(...lines: string[]): string {
  const path = join(folder(), '.env');
  writeFileSync(path, lines.join('\n'));
  return path;
}

describe('a .env file', () => {
  it('need not be there', () => {
    expect(load({}, join(folder(), '.env'))).toEqual(load({}));
  });

  it('is looked for where the process runs, but not in tests', () => {
    envFile('PORT="x"');
    const before = process.cwd();
    process.chdir(folder());
    try {
      expect(() => loadConfig({})).toThrow(/PORT is "x"/);
      expect(loadConfig({ NODE_ENV: 'test', ...SECRETS }).http.port).toBe(3000);
    } finally {
      process.chdir(before);
    }
  });

  it('gives settings, and those of the process win', () => {
    const file = envFile(
      'PORT="4000"',
      "DB_POOL_MAX='7' # quoted",
      'export LOG_LEVEL=warn # loud',
      '',
      '# PORT=1',
    );
    expect(load({ PORT: '5000' }, file)).toMatchObject({
      http: { port: 5000 },
      database: { pool: { max: 7 } },
      logLevel: 'warn',
    });
  });

  it('may come from Windows, with a byte order mark and CRLF', () => {
    expect(load({}, envFile('\uFEFFPORT=4000\r', 'LOG_LEVEL="warn"\r', ''))).toMatchObject({
      http: { port: 4000 },
      logLevel: 'warn',
    });
  });

  it('keeps # and $ that are quoted', () => {
    const file = envFile('DB_HOST="h"', 'DB_NAME="d"', 'DB_USER="u"', "DB_PASSWORD='pa#s$s'");
    expect(load({}, file).database.url).toBe('postgres://u:pa%23s%24s@h:5432/d');
  });

  it.each([
    [
      'DB_PASSWORD=pa#ss',
      /^\.env line 4: DB_PASSWORD holds an unquoted #.*single quotes, DB_PASSWORD='…'\.$/,
    ],
    ['DB_PASSWORD=#pass', /unquoted #/],
    ['DB_PASSWORD=pass #1', /unquoted #/],
    ['DB_PASSWORD=pa$A', /unquoted \$/],
    [['DB_PASSWORD="', '{OTHER}"'].join('$'), /a variable in braces/],
    ['DB_PASSWORD="abc', /opens a quote that its line does not close/],
    ['DB_PASSWORD="a"b"', /goes on after its closing "/],
    ['DB_PASSWORD', /neither NAME="value" nor a comment/],
    ['DB_PASSWORD: pass', /neither NAME="value" nor a comment/],
    ['DB_HOST="other"', /DB_HOST is set for the second time/],
  ])('with the line %j is refused in one sentence', (line, fault) => {
    const faults = faultsOf({}, envFile('DB_HOST="h"', 'DB_NAME="d"', 'DB_USER="u"', line));
    expect(faults).toEqual([expect.stringMatching(fault)]);
  });

  it('does not repeat a misread secret', () => {
    expect(faultsOf({ JWT_SECRET: undefined }, envFile('JWT_SECRET=hunter2#hunter2')).join()).not.toContain(
      'hunter2',
    );
  });

  it.each([
    ['RATE_LIMIT_MAX_REQUEST', 'did you mean RATE_LIMIT_MAX_REQUESTS?'],
    ['JWT_SECERT', 'did you mean JWT_SECRET?'],
    ['DB_PASS', 'did you mean DB_PASSWORD?'],
    ['DB_USERNAME', 'did you mean DB_USER?'],
    ['CORS_ORIGIN', 'did you mean CORS_ORIGINS?'],
    ['DATABSE_URL', 'did you mean DATABASE_URL?'],
    ['PROT', 'did you mean PORT?'],
    ['smtp_host', 'did you mean SMTP_HOST?'],
    ['JWT_AUDIENCE', 'take it out, or use one of JWT_SECRET, JWT_EXPIRES_IN, JWT_SECRET_FORMER.'],
  ])('with the unknown name %s is refused with a suggestion', (name, suggestion) => {
    expect(faultsOf({}, envFile(`${name}="x"`))).toEqual([`.env: ${name} is not read: ${suggestion}`]);
  });

  it('may hold names of other tools', () => {
    const file = envFile('COMPOSE_PROJECT_NAME=x', 'POSTGRES_PASSWORD=a$b', 'NODE_OPTIONS=-r x', 'TZ=UTC');
    expect(faultsOf({}, file)).toEqual([]);
  });

  it('that cannot be read is told', () => {
    const path = join(folder(), '.env');
    mkdirSync(path);
    expect(faultsOf({}, path)).toEqual([
      `${path} cannot be read (EISDIR): make it a file this user may read.`,
    ]);
  });
});

describe('the process environment', () => {
  it.each(['RATE_LIMIT_MAX_REQUEST', 'JTW_SECRET', 'REFRESH_TOKEN_SECERT', 'smtp_host', 'CORS_ORIGIN'])(
    'with the slip %s is refused',
    (name) => {
      expect(
        faultsOf({
          [name]: 'x',
          JWT_SECRET: undefined,
          REFRESH_TOKEN_SECRET: undefined,
          NODE_ENV: 'production',
        }),
      ).toContainEqual(expect.stringMatching(new RegExp(`^${name} is not read: did you mean [A-Z_]+\\?$`)));
    },
  );

  it('may hold what machines usually hold', () => {
    const ordinary = [
      'HOSTNAME PATH PORT_FOO POST HOSTS APP_VERSION API_KEY AWS_SQS_REGION AWS_SNS_REGION AWS_REGION LOGLEVEL',
      'DATADIR XDG_DATA_DIRS NODE_PATH NODE_OPTIONS npm_config_cache npm_package_version DB_HOST_2 DB_PORT_5432_TCP',
      'PGHOST KAFKA_URL SMTP_SERVICE_HOST USER HOME LANG CI JEST_WORKER_ID',
    ].flatMap((line) => line.split(' '));
    expect(faultsOf(Object.fromEntries(ordinary.map((name) => [name, 'x'])))).toEqual([]);
  });

  it('may hold a name like one of ours when ours is there too', () => {
    expect(faultsOf({ CORS_ORIGIN: 'x', CORS_ORIGINS: 'https://a.example' })).toEqual([]);
  });
});

describe('the distance of two names', () => {
  it.each([
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['JTW', 'JWT', 1],
    ['same', 'same', 0],
  ])('from %s to %s is %d', (from, to, edits) => {
    expect(distance(from, to)).toBe(edits);
  });

  it('suggests nothing that is far away', () => {
    expect(closest('zebra', ['smtp', 'sendgrid'])).toBeNull();
  });
});
