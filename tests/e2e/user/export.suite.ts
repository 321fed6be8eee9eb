import { aMemberOf } from '../../support/app/aMemberOf';
import { aVerifiedOwner, join } from '../../support/app/members';
import { anOwner, type Person } from '../../support/app/people';
import { aRole, setRoles } from '../../support/app/roles';
import { storedHash } from '../../support/app/storedHash';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let ann: Person;
beforeAll(async () => {
  app = await TestApp.start();
  ann = await anOwner(app);
});
afterAll(() => app.stop());

describe('GET /users/me/export', () => {
  it('holds profile, memberships, sessions and security log, and nobody else’s', async () => {
    const stranger = await anOwner(app);
    const colleague = await aMemberOf(app, ann.workspaceId);
    await app.post('/auth/login', { email: ann.email, password: 'a wrong passphrase' }).expect(401);
    const { body, text } = await app.get('/users/me/export', { token: ann.accessToken }).expect(200);
    const { data } = body as { data: { sessions: object[] } };
    expect(data).toMatchObject({
      exportedAt: expect.any(String),
      profile: { id: ann.id, email: ann.email, firstName: 'Ann' },
      memberships: [{ workspaceId: ann.workspaceId, role: 'owner', roles: [], status: 'active' }],
      securityLog: expect.arrayContaining([
        expect.objectContaining({ action: 'login.failed' }),
        expect.objectContaining({ action: 'user.registered' }),
      ]),
    });
    expect(data.sessions).toHaveLength(1);
    for (const other of [stranger, colleague]) {
      expect(text).not.toContain(other.id);
      expect(text).not.toContain(other.email);
    }
  });

  it('names the custom roles of each membership, and none of anybody else', async () => {
    const [acme, beta] = [await aVerifiedOwner(app), await aVerifiedOwner(app)];
    const [bob, eve] = [await aMemberOf(app, acme.workspaceId), await aMemberOf(app, acme.workspaceId)];
    await join(app, beta.workspaceId, bob.id, 'viewer');
    const [editor, auditor] = [await aRole(app, acme, [], 'Editor'), await aRole(app, acme, [], 'Auditor')];
    const [theirs, guest] = [await aRole(app, acme), await aRole(app, beta, [], 'Guest')];
    await setRoles(app, acme, acme.workspaceId, bob, [editor.id, auditor.id]).expect(200);
    await setRoles(app, acme, acme.workspaceId, eve, [theirs.id]).expect(200);
    await setRoles(app, beta, beta.workspaceId, bob, [guest.id]).expect(200);

    const { body } = await app.get('/users/me/export', { token: bob.accessToken }).expect(200);

    const named = (...roles: { id: string; name: string }[]) => roles.map(({ id, name }) => ({ id, name }));
    const { memberships } = (body as { data: { memberships: { workspaceId: string; roles: object }[] } })
      .data;
    expect(new Map(memberships.map(({ workspaceId, roles }) => [workspaceId, roles]))).toEqual(
      new Map([
        [acme.workspaceId, named(auditor, editor)],
        [beta.workspaceId, named(guest)],
      ]),
    );
  });

  it('holds no secret, and is noted in the audit log', async () => {
    const { text } = await app.get('/users/me/export', { token: ann.accessToken }).expect(200);
    for (const secret of [ann.password, ann.refreshToken, await storedHash(app, ann.id)]) {
      expect(text).not.toContain(secret);
    }
    const noted = await app.sql(
      `SELECT 1 FROM audit_log WHERE action = 'user.data-exported' AND subject_id = $1`,
      [ann.id],
    );
    expect(noted.length).toBeGreaterThan(0);
    await app.get('/users/me/export').expect(401);
  });
});
