import { anEmail, mailedToken, PASSWORD } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('signing up', () => {
  it('makes account, workspace, owner membership and session, and mails a verification link', async () => {
    const email = anEmail();
    const answer = await app
      .post('/auth/signup', {
        name: 'Ann Mary Smith',
        email,
        password: PASSWORD,
        organizationName: 'Acme Inc',
      })
      .expect(201);

    expect(answer.body.data).toMatchObject({
      user: { email, firstName: 'Ann', lastName: 'Mary Smith', emailVerified: false },
      workspace: { name: 'Acme Inc', status: 'active' },
      role: 'owner',
      expiresIn: '15m',
    });
    const token = await mailedToken(app, email, '/verify-email');
    await app.post('/auth/verify-email', { token }).expect(200);
    const me = await app.get('/auth/me', { token: answer.body.data.accessToken }).expect(200);
    expect(me.body.data).toMatchObject({ user: { emailVerified: true }, role: 'owner' });
    expect(me.body.data.permissions).toContain('workspaces.transfer');
  });
});
