import { aPerson, PASSWORD } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { whileHeld } from '../../support/app/whileHeld';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('a password that changes while it is being checked', () => {
  const NEW_PASSWORD = (id: string) =>
    [`UPDATE credentials SET password_hash = 'new', changed_at = now() WHERE user_id = $1`, [id]] as const;
  const SESSIONS_END = (id: string) =>
    [`UPDATE sessions SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL`, [id]] as const;

  it('C6 a login with the old one that runs beside the reset gets no session', async () => {
    const ann = await aPerson(app);

    const answer = await whileHeld(app, [NEW_PASSWORD(ann.id), SESSIONS_END(ann.id)], () =>
      app.post('/auth/login', { email: ann.email, password: PASSWORD }),
    );

    expect(answer.body).toMatchObject({ statusCode: 401, code: 'INVALID_CREDENTIALS' });
    const live = await app.sql('SELECT 1 FROM sessions WHERE user_id = $1 AND ended_at IS NULL', [ann.id]);
    expect(live).toEqual([]);
  });

  it('C6 a thief who changes it beside the reset does not win over the owner', async () => {
    const ann = await aPerson(app);
    const body = { currentPassword: PASSWORD, newPassword: 'what the thief would like' };

    const answer = await whileHeld(app, [NEW_PASSWORD(ann.id), SESSIONS_END(ann.id)], () =>
      app.post('/auth/change-password', body, { token: ann.accessToken }),
    );

    expect(answer.body).toMatchObject({ statusCode: 401, code: 'INVALID_CREDENTIALS' });
    const [stored] = await app.sql('SELECT password_hash FROM credentials WHERE user_id = $1', [ann.id]);
    expect(stored).toEqual({ password_hash: 'new' });
  });
});
