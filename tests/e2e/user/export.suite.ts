import { aMemberOf } from '../../support/app/aMemberOf';
import { anOwner, type Person } from '../../support/app/people';
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
      memberships: [{ workspaceId: ann.workspaceId, role: 'owner', status: 'active' }],
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
