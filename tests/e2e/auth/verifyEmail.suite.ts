import { faceOf } from '../../support/app/faceOf';
import { anEmail, aPerson, mailedToken, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { tablesHolding } from '../../support/app/tablesHolding';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const PAGE = '/verify-email';
const DEAD = { status: 400, code: 'TOKEN_INVALID' } as const;
const verify = (token: unknown) => app.post('/auth/verify-email', { token });
const expectDead = (token: string) => expectRefusal(app, () => verify(token), DEAD);
const resend = (email: string) => app.post('/auth/resend-verification', { email });
const tokenFor = ({ email }: Person) => mailedToken(app, email, PAGE);
const mailsTo = (email: string) =>
  app.mails.mails.filter(
    (mail) => mail.envelope.to.includes(email) && mail.subject === 'Verify your e-mail address',
  );
const isVerified = async ({ accessToken: token }: Person) =>
  (await app.get('/users/me', { token }).expect(200)).body.data.emailVerified as boolean;

describe('verifying an address', () => {
  it('takes the mailed token once', async () => {
    const ann = await aPerson(app);
    const token = await tokenFor(ann);
    expect(await isVerified(ann)).toBe(false);

    const answer = await verify(token).expect(200);

    expect(answer.body.data).toEqual({ ok: true });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await isVerified(ann)).toBe(true);
    await expectDead(token);
  });

  it('B9 refuses every dead token in the same way', async () => {
    const [ann, bob, eve] = [await aPerson(app), await aPerson(app), await aPerson(app)];
    const used = await tokenFor(ann);
    await verify(used).expect(200);
    await app.post('/auth/forgot-password', { email: ann.email }).expect(200);
    const ofAnotherPurpose = await mailedToken(app, ann.email, '/reset-password');
    const expired = await tokenFor(bob);
    await app.sql('UPDATE one_time_tokens SET expires_at = now() WHERE user_id = $1', [bob.id]);
    const older = await tokenFor(eve);
    await resend(eve.email).expect(200);
    const newer = await tokenFor(eve);
    const faces = [];
    for (const token of [used, ofAnotherPurpose, expired, older, newer.toLowerCase(), `${newer}=`]) {
      faces.push(JSON.stringify(faceOf(await expectDead(token))));
    }

    expect(new Set(faces).size).toBe(1);
    await verify(newer).expect(200);
    expect([await isVerified(bob), await isVerified(eve)]).toEqual([false, true]);
  });

  it('B9 verifies the address the token was mailed to and no other', async () => {
    const ann = await aPerson(app);
    const token = await tokenFor(ann);
    await app.sql('UPDATE users SET email = $2 WHERE id = $1', [ann.id, anEmail()]);

    await expectDead(token);
  });

  it('B9 does nothing for a deleted account', async () => {
    const ann = await aPerson(app);
    const token = await tokenFor(ann);
    await app.sql('UPDATE users SET deleted_at = now() WHERE id = $1', [ann.id]);

    await expectDead(token);
  });

  it.each([
    ['null', null],
    ['an array', ['a', 'b']],
    ['an empty array', []],
    ['an object', {}],
    ['missing', undefined],
    ['empty', ''],
  ])('B10 refuses a token that is %s', async (_what, token) => {
    await expectRefusal(app, () => verify(token), { status: 400, code: 'VALIDATION_ERROR' });
  });

  it('C8 stores no token', async () => {
    const token = await tokenFor(await aPerson(app));
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await tablesHolding(app, token)).toEqual([]);
  });
});

describe('asking for the mail again', () => {
  it('C1 is answered the same for unverified, verified, inactive and unknown addresses; only the first gets it', async () => {
    const [ann, bob, eve] = [await aPerson(app), await aPerson(app), await aPerson(app)];
    await verify(await tokenFor(bob)).expect(200);
    await app.drain();
    await app.sql(`UPDATE users SET status = 'inactive' WHERE id = $1`, [eve.id]);

    const addresses = [ann.email, bob.email, eve.email, anEmail(), ann.email.toUpperCase()];
    const faces = [];
    for (const email of addresses) faces.push(JSON.stringify(faceOf(await resend(email).expect(200))));
    await app.drain();

    expect(new Set(faces).size).toBe(1);
    expect(addresses.map((email) => mailsTo(email).length)).toEqual([3, 1, 1, 0, 0]);
  });

  it('C3 brings three mails an hour, with that of the registration', async () => {
    const { email } = await aPerson(app);
    await app.drain();
    await Promise.all(Array.from({ length: 20 }, () => resend(email).expect(200)));
    await app.drain();

    const tokens = mailsTo(email).map(({ links }) => new URL(links[0] ?? '').searchParams.get('token'));
    expect(tokens).toHaveLength(3);
    const statuses = await Promise.all(tokens.map(async (token) => (await verify(token)).status));
    expect(statuses.sort((a, b) => a - b)).toEqual([200, 400, 400]);
  });

  it.each([
    ['missing', {}],
    ['two', { email: ['a@example.com', 'b@example.com'] }],
    ['with more', { email: 'ann@example.com', to: 'eve@example.com' }],
  ])('refuses an address that is %s', async (_what, body) => {
    await expectRefusal(app, () => app.post('/auth/resend-verification', body), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
  });
});
