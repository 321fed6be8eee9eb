import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { aPerson, signIn } from '../../support/app/people';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';
import { PRODUCTION } from '../../unit/core/config/settings';

const COMMAND = path.resolve('dist/scripts/seed.js');

interface Answer {
  readonly created: boolean;
  readonly password: string;
  readonly signIns: {
    workspace: string;
    email: string;
    role: string;
    customRole?: string;
    status?: string;
  }[];
}

let app: TestApp;
beforeEach(async () => {
  app = await TestApp.start();
});
afterEach(() => app.stop());

function seed(environment: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env.PATH, ...app.environment, ...environment };
  return spawnSync(process.execPath, [COMMAND, '--json'], { env, encoding: 'utf8' });
}

describe('seed', () => {
  it('makes the demo by the book, once, and prints who can sign in', async () => {
    const { status, stdout } = seed();
    const { created, password, signIns } = JSON.parse(stdout) as Answer;

    expect({ status, created }).toEqual({ status: 0, created: true });
    const members = await app.sql(
      `SELECT w.name AS workspace, u.email, m.role, r.name AS "customRole", nullif(m.status, 'active') AS status
       FROM memberships m JOIN users u ON u.id = m.user_id JOIN workspaces w ON w.id = m.workspace_id
       LEFT JOIN user_roles ur ON ur.workspace_id = m.workspace_id AND ur.user_id = m.user_id
       LEFT JOIN roles r ON r.workspace_id = ur.workspace_id AND r.id = ur.role_id`,
    );
    const said = signIns.map(({ customRole = null, status: state = null, ...rest }) => ({
      ...rest,
      ...{ customRole, status: state },
    }));
    expect(members).toHaveLength(said.length);
    expect(members).toEqual(expect.arrayContaining(said));
    expect(new Set(signIns.map(({ email }) => email)).size).toBe(40);
    const auditor = signIns.find(({ customRole }) => customRole === 'Auditor') ?? { email: '' };
    const signedIn = await signIn(app, { email: auditor.email, password });
    await app
      .get(`/workspaces/${signedIn.workspaceId}/audit-logs`, { token: signedIn.accessToken })
      .expect(200);
    await app.drain();
    expect(
      app.mails.mails.filter(({ links }) => links.some((link) => link.includes('/accept-invitation'))),
    ).toHaveLength(3);

    const changed = await tablesChanged(app, async () => {
      expect(JSON.parse(seed().stdout)).toMatchObject({ created: false, signIns });
    });
    expect(changed).toEqual([]);
  });

  it('writes nothing at all when one of its addresses is in use', async () => {
    await aPerson(app, { email: 'nell.naylor@portico.example' });

    const changed = await tablesChanged(app, async () => {
      const { status, stderr } = seed();
      expect(status).toBe(1);
      expect(stderr).toContain('An account with this e-mail exists already.');
    });

    expect(changed).toEqual([]);
  });

  it('is refused in production', () => {
    const { DATABASE_URL = '' } = app.environment;
    const { status, stderr } = seed({
      ...PRODUCTION,
      DATABASE_URL,
      BCRYPT_ROUNDS: '12',
      RATE_LIMIT_ENABLED: 'true',
    });

    expect(status).toBe(1);
    expect(stderr).toContain('it is not for production');
  });
});
