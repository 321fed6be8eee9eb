import { anEmail, PASSWORD } from '../../support/app/people';
import { statuses } from '../../support/app/statuses';
import { TestApp } from '../../support/app/TestApp';
import { whileHeld } from '../../support/app/whileHeld';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const signUp = (email: string, organizationName = 'Acme') =>
  app.post('/auth/signup', { name: 'Ann Smith', email, password: PASSWORD, organizationName });
const register = (email: string) =>
  app.post('/auth/register', { firstName: 'Ann', lastName: 'Smith', email, password: PASSWORD });
const fifty = <T>(act: (n: number) => PromiseLike<T>) =>
  Promise.all(Array.from({ length: 50 }, (_, n) => act(n)));

async function rowsOf(email: string) {
  await app.drain();
  const [rows] = await app.sql(
    `SELECT count(*)::int AS users, count(c)::int AS credentials, count(m)::int AS memberships, count(s)::int AS sessions
     FROM users u LEFT JOIN credentials c ON c.user_id = u.id LEFT JOIN memberships m ON m.user_id = u.id
       LEFT JOIN sessions s ON s.user_id = u.id
     WHERE u.email = $1`,
    [email],
  );
  return rows;
}

describe('fifty at once', () => {
  it('B2 sign up with one address: one account, one workspace, and one mail to its owner', async () => {
    for (let round = 0; round < 2; round += 1) {
      const email = anEmail();
      const answers = await fifty((n) => signUp(n % 2 === 0 ? email : email.toUpperCase()));

      expect(statuses(answers)).toEqual({ '201': 1, '409 EMAIL_TAKEN': 49 });
      expect(await rowsOf(email)).toEqual({ users: 1, credentials: 1, memberships: 1, sessions: 1 });
      const mails = app.mails.mails.filter(({ envelope }) => envelope.to.includes(email));
      expect(new Set(mails.map(({ subject }) => subject))).toEqual(
        new Set(['Verify your e-mail address', 'You have an account already']),
      );
      expect(mails).toHaveLength(2);
    }
  });

  it('found workspaces of one name: each gets a slug of its own', async () => {
    const five = () =>
      Promise.all(Array.from({ length: 5 }, () => signUp(anEmail(), 'The Same Name').expect(201)));
    const answers = [...(await five()), ...(await five())];

    const slugs = answers.map(({ body }) => body.data.workspace.slug as string);
    expect(new Set(slugs).size).toBe(10);
    expect(slugs).toEqual(expect.arrayContaining(['the-same-name', 'the-same-name-2', 'the-same-name-10']));
  });
});

describe('an address that another process registers meanwhile', () => {
  it.each([
    ['signing up', signUp],
    ['registering', register],
  ])('B2 is taken for %s too, and leaves nothing half done', async (_what, act) => {
    const email = anEmail();
    const inserted = [
      `INSERT INTO users (id, email, first_name, last_name) VALUES (gen_random_uuid(), $1, 'Ann', 'Smith')`,
      [email],
    ] as const;

    const answer = await whileHeld(app, [inserted], () => act(email));

    expect(answer.body).toMatchObject({ statusCode: 409, code: 'EMAIL_TAKEN' });
    expect(await rowsOf(email)).toEqual({ users: 1, credentials: 0, memberships: 0, sessions: 0 });
    expect(await app.sql(`SELECT 1 FROM audit_log WHERE details->>'email' = $1`, [email])).toEqual([]);
    const subjects = app.mails.mails.filter(({ envelope }) => envelope.to.includes(email));
    expect(subjects.map(({ subject }) => subject)).toEqual(['You have an account already']);
  });
});
