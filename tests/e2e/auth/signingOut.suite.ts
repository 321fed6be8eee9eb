import { claimsOf, forge } from '../../support/app/forgedToken';
import { aPerson, signIn, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const present = (refreshToken: string) => app.post('/auth/refresh-token', { refreshToken });

describe('signing out', () => {
  const sayGoodbye = (body?: object, headers: Record<string, string> = {}) =>
    app.call('post', '/auth/logout', body, { headers });
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  const expectGone = async (person: Person) => {
    const sessions = await app.sql('SELECT end_reason FROM sessions WHERE user_id = $1', [person.id]);
    expect(sessions).toEqual([{ end_reason: 'logout' }]);
    await present(person.refreshToken).expect(401, /"SESSION_ENDED"/);
  };

  it('takes the access token alone, without any body', async () => {
    const ann = await aPerson(app);
    await sayGoodbye(undefined, { ...bearer(ann.accessToken), 'Content-Length': '0' }).expect(200);
    await expectGone(ann);
  });

  it('takes an access token that has run out', async () => {
    const ann = await aPerson(app);
    const past = Math.floor(Date.now() / 1_000) - 3_600;
    const old = forge(app, { claims: { ...claimsOf(ann.accessToken), iat: past, exp: past + 900 } });
    await sayGoodbye(undefined, bearer(old)).expect(200);
    await expectGone(ann);
  });

  it('takes a refresh token in the body, a used one too', async () => {
    const ann = await aPerson(app);
    await present(ann.refreshToken).expect(200);
    await sayGoodbye({ refreshToken: ann.refreshToken }).expect(200);
    await expectGone(ann);
    const thefts = await app.sql(
      `SELECT 1 FROM audit_log WHERE action = 'refresh.reuse' AND subject_id = $1`,
      [ann.id],
    );
    expect(thefts).toEqual([]);
  });

  it('twice, or with a token nobody knows, is no error and writes nothing', async () => {
    const ann = await aPerson(app);
    await sayGoodbye({}, bearer(ann.accessToken)).expect(200);
    const changed = await tablesChanged(app, async () => {
      await sayGoodbye({}, bearer(ann.accessToken)).expect(200);
      await sayGoodbye({ refreshToken: ann.refreshToken }).expect(200);
      await sayGoodbye({ refreshToken: 'nobody-knows-me' }).expect(200);
      await sayGoodbye({}, bearer('a.b.c')).expect(200);
    });
    expect(changed).toEqual([]);
  });

  it('is not taken from a token that is not ours', async () => {
    const ann = await aPerson(app);
    const forged = forge(app, { claims: claimsOf(ann.accessToken), secret: 'guessed' });
    await sayGoodbye({}, bearer(forged)).expect(200);
    await app.get('/auth/me', { token: ann.accessToken }).expect(200);
  });

  it('needs somebody to sign out', async () => {
    await expectRefusal(app, () => sayGoodbye({}), { status: 401, code: 'TOKEN_MISSING' });
    await expectRefusal(app, () => app.post('/auth/logout-all'), { status: 401, code: 'TOKEN_MISSING' });
  });

  it('everywhere does not work for a session that has ended', async () => {
    const ann = await aPerson(app);
    const elsewhere = await signIn(app, ann);
    await sayGoodbye({ refreshToken: ann.refreshToken }).expect(200);
    await app.post('/auth/logout-all', { refreshToken: ann.refreshToken }).expect(200);
    await app.get('/auth/me', { token: elsewhere.accessToken }).expect(200);
  });
});
