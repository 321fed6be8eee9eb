import { readFileSync } from 'node:fs';
import { methodsOf, pathsOf } from '../../../src/core/presentation/endpoint';
import { modules } from '../../../src/modules';
import { TestApp } from '../../support/app/TestApp';
import { CurlShell, describeWithCurl } from '../../support/docs/CurlShell';
import { differences, isLike } from '../../support/docs/differences';
import { walkOf } from '../../support/docs/walkOf';

const DOCUMENTED_SERVER = 'http://localhost:3000';
const page = readFileSync('docs/api/auth.md', 'utf8');
const walk = walkOf(page);

const routes = modules
  .flatMap(({ endpoints }) => endpoints)
  .flatMap((endpoint) => methodsOf(endpoint).map((method) => ({ method, paths: pathsOf(endpoint) })))
  .filter(({ method, paths }) =>
    paths.some((path) => path.startsWith('/auth/') || (path === '/users/me' && method !== 'delete')),
  );

describe('docs/api/auth.md', () => {
  it.each(routes)('lists $method $paths and calls it', ({ method, paths }) => {
    const verb = { get: '', post: '', put: '-X PUT ', patch: '-X PATCH ', delete: '-X DELETE ' }[method];
    const called = paths.filter((path) =>
      walk.some(({ commands }) => commands.includes(`${verb}$API${path.replace(':id', '$ID')}`)),
    );
    expect(called).toEqual(paths);
    const row = page.split('\n').find((line) => line.startsWith('|') && line.includes(`${paths[0]}\``));
    expect(row).toContain(`\`${method.toUpperCase()}`);
  });
});

describeWithCurl.each([
  ['docs/api/auth.md', walk],
  ['docs/api/audit.md', walkOf(readFileSync('docs/api/audit.md', 'utf8'))],
  ['docs/api/invite-links.md', walkOf(readFileSync('docs/api/invite-links.md', 'utf8'))],
  ['README.md', walkOf(readFileSync('README.md', 'utf8')).filter(({ status }) => status !== null)],
] as const)('%s, walked', (_page, steps) => {
  let app: TestApp;
  let shell: CurlShell;
  beforeAll(async () => {
    const mailbox = { EMAIL_SERVICE: '', SMTP_HOST: '', SMTP_PORT: '', FRONTEND_URL: '' };
    app = await TestApp.start({ ...mailbox, RATE_LIMIT_ENABLED: 'true' });
    shell = await CurlShell.open();
  });
  afterAll(async () => {
    await shell.close();
    await app.stop();
  });

  it.each(steps)('$title', async ({ commands, status, header, body }) => {
    await app.drain();
    const server = `http://localhost:${new URL(app.url).port}`;
    const answer = await shell.run(commands.replaceAll(DOCUMENTED_SERVER, server));

    expect(answer.exitCode).toBe(0);
    expect(answer.status).toBe(status ?? 0);
    const headers = answer.headers.split('\r\n');
    expect(header === null || headers.some((line) => isLike(header, line)) ? header : headers).toBe(header);
    const shown =
      body === undefined ? undefined : JSON.parse(answer.body.replaceAll(server, DOCUMENTED_SERVER));
    expect(differences(body, shown)).toEqual([]);
  });
});

describe('a comparison with the documentation', () => {
  const documented = { id: '…', link: 'a…b…c', list: [1, '…'], none: null };

  it('accepts what `…` stands for', () => {
    expect(differences(documented, { id: 'x', link: 'a1b2c', list: [1, 2, 3], none: null })).toEqual([]);
  });

  it.each([
    ['another value', { id: 'x', link: 'abc', list: [2], none: null }],
    ['nothing where something stands', { id: null, link: 'abc', list: [1], none: null }],
    ['a member more', { id: 'x', link: 'abc', list: [1], none: null, more: 1 }],
    ['a member less', { id: 'x', link: 'abc', list: [1] }],
    ['another text around `…`', { id: 'x', link: 'acb', list: [1], none: null }],
    ['too short a list', { id: 'x', link: 'abc', list: [], none: null }],
  ])('tells %s', (_what, actual) => {
    expect(differences(documented, actual)).toHaveLength(1);
  });
});
