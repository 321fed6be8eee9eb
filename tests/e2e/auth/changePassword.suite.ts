import { faceOf } from '../../support/app/faceOf';
import { aPerson, PASSWORD, signIn, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { isStored } from '../../support/app/storedHash';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const NEW = 'another fine passphrase';
const change = ({ accessToken: token }: Person, body: object) =>
  app.post('/auth/change-password', body, { token });

describe('changing the password', () => {
  it('ends the other sessions, keeps this one, and tells the owner', async () => {
    const ann = await aPerson(app);
    const [here, there] = [await signIn(app, ann), await signIn(app, ann)];

    const answer = await change(here, { currentPassword: PASSWORD, newPassword: NEW }).expect(200);

    expect(answer.body.data).toEqual({ ok: true });
    await app.get('/users/me', { token: here.accessToken }).expect(200);
    await app.post('/auth/refresh', { refreshToken: here.refreshToken }).expect(200);
    const face = faceOf(await app.get('/users/me', { token: there.accessToken }).expect(401));
    expect(face.body).toContain('SESSION_ENDED');
    await app.post('/auth/refresh', { refreshToken: there.refreshToken }).expect(401);
    await app.post('/auth/login', { email: ann.email, password: PASSWORD }).expect(401);
    await signIn(app, { email: ann.email, password: NEW });
    await app.drain();
    const notices = app.mails.mails.filter(({ subject }) => subject === 'Your password was changed');
    expect(notices.map(({ envelope }) => envelope.to)).toEqual([[ann.email]]);
  });

  it('needs the current password', async () => {
    const ann = await aPerson(app);
    await expectRefusal(app, () => change(ann, { currentPassword: NEW, newPassword: NEW }), {
      status: 401,
      code: 'INVALID_CREDENTIALS',
      writes: ['audit_log', 'login_throttles'],
    });
    expect(await isStored(app, ann.id, PASSWORD)).toBe(true);
  });

  it('B8 says why it refuses a new password, before it looks at the current one', async () => {
    const ann = await aPerson(app);
    const refused = async (newPassword: string) => {
      const answer = await expectRefusal(
        app,
        () => change(ann, { currentPassword: 'not the password', newPassword }),
        { status: 400, code: 'VALIDATION_ERROR' },
      );
      return answer.body.details;
    };

    expect(await refused('short')).toEqual([
      { path: 'body.newPassword', message: expect.stringContaining('at least 8') },
    ]);
    expect(await refused(ann.email)).toEqual([
      { path: 'body.newPassword', message: expect.stringContaining('e-mail address') },
    ]);
    expect(await refused('ann smith')).toEqual([
      { path: 'body.newPassword', message: expect.stringContaining('name') },
    ]);
  });

  it.each([
    ['nothing', {}],
    ['an object', { currentPassword: {}, newPassword: {} }],
    ['more', { currentPassword: PASSWORD, newPassword: NEW, userId: 'x' }],
    ['a current password of 1025 characters', { currentPassword: 'x'.repeat(1025), newPassword: NEW }],
  ])('A10 refuses %s', async (_what, body) => {
    const ann = await aPerson(app);
    await expectRefusal(app, () => change(ann, body), { status: 400, code: 'VALIDATION_ERROR' });
  });

  it('is for who is signed in', async () => {
    await expectRefusal(
      app,
      () => app.post('/auth/change-password', { currentPassword: PASSWORD, newPassword: NEW }),
      { status: 401, code: 'TOKEN_MISSING' },
    );
  });
});
