import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { aVerifiedPerson } from '../../support/app/members';
import { turnOnMfa } from '../../support/app/mfa';
import { anEmail, aPerson, PASSWORD, signIn } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';

const COMMAND = path.resolve('dist/scripts/create-admin.js');

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function createAdmin(email: string, password: string, ...more: string[]): Promise<Ended> {
  const names = ['--first-name', 'Root', '--last-name', 'Admin'];
  const child = spawn(process.execPath, [COMMAND, '--email', email, ...names, ...more], {
    env: { PATH: process.env.PATH, ...app.environment },
  });
  child.stdin.end(`${password}\n`);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

function admins(email: string): Promise<{ platform_role: string; email_verified: boolean }[]> {
  return app.sql('SELECT platform_role, email_verified FROM users WHERE email = $1', [email]);
}

describe('create-admin', () => {
  it('makes a super admin who can sign in, beside a running server, and leaves an audit row', async () => {
    const email = anEmail('root');

    const ended = await createAdmin(email, PASSWORD, '--password-stdin', '--json');

    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ended.out)).toEqual({ email, outcome: 'created' });
    expect(await admins(email)).toEqual([{ platform_role: 'super_admin', email_verified: true }]);
    const root = await signIn(app, { email, password: PASSWORD });
    const audit = await app.sql(
      `SELECT user_agent FROM audit_log WHERE action = 'user.super-admin-made' AND subject_id = $1`,
      [root.id],
    );
    expect(audit).toEqual([{ user_agent: 'command line' }]);
  });

  it('promotes a verified account, and leaves its password alone', async () => {
    const ann = await aVerifiedPerson(app);

    const ended = await createAdmin(ann.email, 'another fine passphrase', '--password-stdin', '--json');

    expect(JSON.parse(ended.out)).toEqual({ email: ann.email, outcome: 'promoted' });
    await signIn(app, ann);
    const me = await app.get('/users/me', { token: ann.accessToken }).expect(200);
    expect(me.body.data.platformRole).toBe('super_admin');
  });

  it('takes an account that was never verified from whoever made it', async () => {
    const squatter = await turnOnMfa(app, await aPerson(app));
    const { email } = squatter;
    const password = 'the passphrase of the operator';

    const ended = await createAdmin(email, password, '--password-stdin', '--json');

    expect(JSON.parse(ended.out)).toEqual({ email, outcome: 'taken-over' });
    await app.post('/auth/refresh', { refreshToken: squatter.refreshToken }).expect(401);
    await app.post('/auth/login', { email, password: PASSWORD }).expect(401);
    const root = await signIn(app, { email, password });
    const me = await app.get('/users/me', { token: root.accessToken }).expect(200);
    expect(me.body.data).toMatchObject({ name: 'Root Admin', platformRole: 'super_admin' });
  });

  it('run several times at once makes one super admin', async () => {
    const email = anEmail('root');

    const ended = await Promise.all(
      Array.from({ length: 4 }, () => createAdmin(email, PASSWORD, '--password-stdin', '--json')),
    );

    const outcomes = ended.map(({ out }) => (JSON.parse(out) as { outcome: string }).outcome).sort();
    expect(outcomes).toEqual(['created', 'unchanged', 'unchanged', 'unchanged']);
    expect(await admins(email)).toHaveLength(1);
  });

  it.each([
    ['a bad address', 'nobody', PASSWORD, 'email must be a valid email'],
    ['a common password', 'root@example.com', 'password123', 'password is one of the most used passwords'],
  ])('refuses %s in words, and makes nobody', async (_what, email, password, said) => {
    const ended = await createAdmin(email, password, '--password-stdin');

    expect(ended.code).toBe(1);
    expect(ended.err).toContain(said);
    expect(ended.err).not.toContain(password);
    expect(await admins(email)).toEqual([]);
  });

  it('without a terminal asks for the password to be piped in', async () => {
    const ended = await createAdmin(anEmail('root'), PASSWORD);

    expect(ended.code).toBe(1);
    expect(ended.err).toContain('--password-stdin');
  });
});
