import { Client } from 'pg';
import { anEmail, anOwner, mailedToken, PASSWORD, signIn, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { there } from '../../support/there';

describe('X7 with a single connection for everything', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ DB_POOL_MAX: '1' });
  });
  afterAll(() => app.stop());

  /** Everything somebody does with an account, from sign-up to a forgotten password. */
  async function aWholeLife(): Promise<Person> {
    const email = anEmail();
    const owner = await anOwner(app, { email });
    await app
      .post('/auth/verify-email', { token: await mailedToken(app, email, '/verify-email') })
      .expect(200);
    const session = await signIn(app, owner);
    await app.post('/auth/login', { email, password: 'not the passphrase' }).expect(401);
    await app.post('/auth/refresh-token', { refreshToken: session.refreshToken }).expect(200);
    await app.call('patch', '/users/me', { firstName: 'Anna' }, { token: owner.accessToken }).expect(200);
    await app.post('/auth/forgot-password', { email }).expect(200);
    const token = await mailedToken(app, email, '/reset-password');
    await app.post('/auth/reset-password', { token, newPassword: `${PASSWORD} again` }).expect(200);
    return signIn(app, { email, password: `${PASSWORD} again` });
  }

  it('many live their whole life at once: nothing waits for a second connection', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, aWholeLife));
    expect(new Set(people.map(({ id }) => id)).size).toBe(4);
  });
});

describe('X7 with every connection busy', () => {
  const CALLS = 200;
  let app: TestApp;
  let ann: Person;
  let holder: Client;
  beforeAll(async () => {
    app = await TestApp.start({ DB_POOL_MAX: '5' });
    ann = await anOwner(app);
    await app.drain();
    holder = new Client({ connectionString: there(app.environment.DB_MIGRATION_URL) });
    await holder.connect();
  });
  afterAll(async () => {
    await holder.end();
    await app.stop();
  });

  const rename = () => app.call('patch', '/users/me', { firstName: 'Anna' }, { token: ann.accessToken });

  it('refuses what does not get one in time with 503, stays healthy, and serves on as soon as they are free', async () => {
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [ann.id]);
    const calls = Promise.all(Array.from({ length: CALLS }, rename));
    const health = await fetch(`${app.url}/health/ready`);
    const me = await app.get('/users/me', { token: ann.accessToken });
    const answers = await calls;
    await holder.query('ROLLBACK');

    expect(health.status).toBe(200);
    expect(me.status).toBe(200);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    for (const { body, headers } of answers) {
      expect(body).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    await rename().expect(200);
  });
});
