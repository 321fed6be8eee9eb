import { readFileSync } from 'node:fs';
import { methodsOf, pathsOf } from '../../../src/core/presentation/endpoint';
import { modules } from '../../../src/modules';
import { aPerson } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { CurlShell, describeWithCurl } from '../../support/docs/CurlShell';
import { differences, isLike } from '../../support/docs/differences';
import { walkOf } from '../../support/docs/walkOf';

const DOCUMENTED_SERVER = 'http://localhost:3000';
const textOf = (file: string) => readFileSync(file, 'utf8');

/** Which routes a page tells of, by `METHOD path`. */
const PAGES: readonly (readonly [file: string, routes: RegExp])[] = [
  ['docs/api/auth.md', /^\w+ \/auth\/(?!mfa)|^(get|put|patch) \/users\/me$/],
  ['docs/api/mfa.md', /^\w+ \/auth\/mfa|^delete \/users\/:id\/mfa$|^\w+ \/workspaces\/:\w+\/security$/],
  ['docs/api/users.md', /^\w+ \/users(\/(search|:id(?!\/mfa).*|me\/(email|export)))?$|^delete \/users\/me$/],
  [
    'docs/api/workspaces.md',
    /^\w+ \/workspaces(\/:\w+(\/(restore|switch|leave|status|members(\/:userId)?|transfer-ownership.*))?)?$/,
  ],
  [
    'docs/api/invitations.md',
    /^\w+ (\/invitations\/|\/workspaces\/:\w+\/(invitations|members\/(invite|accept)))/,
  ],
  [
    'docs/api/roles.md',
    /^\w+ (\/permissions$|\/workspaces\/:\w+\/(roles|permissions|members\/:userId\/roles))/,
  ],
  ['docs/api/feed.md', /^\w+ \/workspaces\/:\w+\/events/],
  ['docs/api/notifications.md', /^\w+ \/notifications/],
  ['docs/api/webhooks.md', /^\w+ \/workspaces\/:\w+\/webhooks/],
];

const routes = modules
  .flatMap(({ endpoints }) => endpoints)
  .flatMap((endpoint) => methodsOf(endpoint).map((method) => ({ method, paths: pathsOf(endpoint) })));

/** A path as the walks write it: the variables of the shell say what stands there. */
const inShell = (path: string) =>
  path
    .replace(/^\/workspaces\/:\w+/, '/workspaces/$WORKSPACE')
    .replace(':userId', '$USER')
    .replace(':roleId', '$ROLE')
    .replace(':deliveryId', '$DELIVERY')
    .replace(':id', '$ID');

describe.each(PAGES)('%s', (file, told) => {
  const page = textOf(file);
  const walk = walkOf(page);
  const rows = page.split('\n').filter((line) => line.startsWith('|'));

  it.each(routes.filter(({ method, paths }) => paths.some((path) => told.test(`${method} ${path}`))))(
    'lists $method $paths and calls it',
    ({ method, paths }) => {
      const verb = { get: '', post: '', put: '-X PUT ', patch: '-X PATCH ', delete: '-X DELETE ' }[method];
      const called = paths.filter((path) =>
        walk.some(({ commands }) => commands.includes(`${verb}$API${inShell(path)}`)),
      );
      expect(called).toEqual(paths);
      const listed = rows.filter((row) => row.includes(`${paths[0]}\``));
      expect(listed.join('\n')).toContain(`\`${method.toUpperCase()}`);
    },
  );
});

/** Whom the pages for super admins have made with `npm run create-admin`. */
async function makeRoot(app: TestApp): Promise<void> {
  const { id } = await aPerson(app, { email: 'root@example.com', password: 'the passphrase of root' });
  await app.sql(`UPDATE users SET platform_role = 'super_admin' WHERE id = $1`, [id]);
}

describeWithCurl.each([
  ...PAGES.map(([file]) => [file, walkOf(textOf(file))] as const),
  ['docs/api/audit.md', walkOf(textOf('docs/api/audit.md'))],
  ['docs/api/invite-links.md', walkOf(textOf('docs/api/invite-links.md'))],
  ['README.md', walkOf(textOf('README.md')).filter(({ status }) => status !== null)],
] as const)('%s, walked', (_page, steps) => {
  let app: TestApp;
  let shell: CurlShell;
  beforeAll(async () => {
    const mailbox = { EMAIL_SERVICE: '', SMTP_HOST: '', SMTP_PORT: '', FRONTEND_URL: '' };
    app = await TestApp.start({ ...mailbox, RATE_LIMIT_ENABLED: 'true' });
    if (steps.some(({ commands }) => commands.includes('root@example.com'))) await makeRoot(app);
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
