import { faceOf } from '../../support/app/faceOf';
import { anEmail, anOwner, aPerson, mailedToken, type Person, signIn } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const ask = (person: Person, email: unknown, password: unknown = person.password) =>
  app.post('/users/me/email', { email, password }, { token: person.accessToken });
const confirm = (token: string) => app.post('/auth/verify-email', { token });
const me = async (person: Person) =>
  (await app.get('/users/me', { token: person.accessToken }).expect(200)).body as {
    data: { email: string; emailVerified: boolean };
  };
const subjectsTo = async (email: string) => {
  await app.drain();
  return app.mails.mails
    .filter((mail) => mail.envelope.to.includes(email))
    .map(({ subject }) => String(subject));
};

describe('POST /users/me/email', () => {
  it('B13 changes nothing until the new address confirms, and tells the old one twice', async () => {
    const ann = await anOwner(app);
    const wanted = anEmail('new');
    await ask(ann, ` ${wanted.toUpperCase()} `).expect(200);
    expect((await me(ann)).data).toMatchObject({ email: ann.email, emailVerified: false });
    expect(await subjectsTo(ann.email)).toContain('Somebody wants to change the e-mail of your account');
    await confirm(await mailedToken(app, wanted, '/verify-email')).expect(200);
    expect((await me(ann)).data).toMatchObject({ email: wanted, emailVerified: true });
    expect(await subjectsTo(ann.email)).toContain('The e-mail of your account was changed');
    await app.post('/auth/login', { email: ann.email, password: ann.password }).expect(401);
    await signIn(app, { ...ann, email: wanted });
    const [row] = await app.sql(
      `SELECT details FROM audit_log WHERE action = 'user.email-changed' AND subject_id = $1`,
      [ann.id],
    );
    expect(row).toMatchObject({ details: { changes: { email: { before: ann.email, after: wanted } } } });
  });

  it('B13 needs the password, whose failures count (A5)', async () => {
    const ann = await aPerson(app);
    await app.drain();
    for (let tries = 0; tries < 5; tries += 1) await ask(ann, anEmail(), 'a wrong passphrase').expect(401);
    await ask(ann, anEmail()).expect(423);
    expect(await subjectsTo(ann.email)).not.toContain('Somebody wants to change the e-mail of your account');
  });

  it('B14 answers the same for an address of another account, and writes nothing', async () => {
    const [ann, bob] = [await aPerson(app), await aPerson(app)];
    const free = await ask(ann, anEmail()).expect(200);
    await app.drain();
    const mailsBefore = app.mails.mails.length;
    let taken = free;
    const changed = await tablesChanged(app, async () => {
      taken = await ask(ann, bob.email).expect(200);
    });
    expect(changed.filter((table) => table !== 'login_throttles')).toEqual([]);
    expect(app.mails.mails).toHaveLength(mailsBefore);
    expect(faceOf(taken)).toEqual(faceOf(free));
  });

  it('B13 of two tokens only the newest works, and only once', async () => {
    const ann = await aPerson(app);
    const [first, second] = [anEmail('first'), anEmail('second')];
    await ask(ann, first).expect(200);
    const old = await mailedToken(app, first, '/verify-email');
    await ask(ann, second).expect(200);
    const newest = await mailedToken(app, second, '/verify-email');
    await expectRefusal(app, () => confirm(old), { status: 400, code: 'TOKEN_INVALID' });
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await confirm(newest)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect((await me(ann)).data.email).toBe(second);
  });

  it('dies with the session that asked', async () => {
    const ann = await aPerson(app);
    const elsewhere = await signIn(app, ann);
    const wanted = anEmail('new');
    await ask(ann, wanted).expect(200);
    const token = await mailedToken(app, wanted, '/verify-email');
    await app.post('/auth/logout', {}, { token: ann.accessToken }).expect(200);
    await expectRefusal(app, () => confirm(token), { status: 400, code: 'TOKEN_INVALID' });
    expect((await me(elsewhere)).data.email).toBe(ann.email);
  });

  it('loses to another account that takes the address first, without a hint', async () => {
    const ann = await aPerson(app);
    const wanted = anEmail('new');
    await ask(ann, wanted).expect(200);
    const token = await mailedToken(app, wanted, '/verify-email');
    await aPerson(app, { email: wanted });
    await app.drain();
    await expectRefusal(app, () => confirm(token), { status: 400, code: 'TOKEN_INVALID' });
    expect((await me(ann)).data.email).toBe(ann.email);
  });

  it('sends no more than three mails an hour', async () => {
    const ann = await aPerson(app);
    const wanted = Array.from({ length: 5 }, () => anEmail('new'));
    for (const email of wanted) await ask(ann, email).expect(200);
    const sent = await Promise.all(wanted.map(subjectsTo));
    expect(sent.map(({ length }) => length)).toEqual([1, 1, 1, 0, 0]);
  });

  it.each([null, [], 'nonsense', 'a@b\r\nBcc: c@d', 'x'.repeat(300)])(
    'B4 I3 refuses the address %j',
    async (email) => {
      await ask(await aPerson(app), email).expect(400);
    },
  );
});
