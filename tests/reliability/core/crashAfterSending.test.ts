import { anEmail, PASSWORD } from '../../support/app/people';
import { CrashScene } from '../../support/crash/CrashScene';
import { brokenInvariants } from '../../support/crash/invariants';
import { accept, acceptAnd } from '../../support/smtp/SmtpSink';

const VERIFY = 'Verify your e-mail address';

let app: CrashScene;
beforeAll(async () => {
  app = await CrashScene.open();
}, 60_000);
afterAll(() => app.close(), 60_000);

const signUp = (email: string) =>
  app.post('/auth/signup', { name: 'Ann Smith', email, password: PASSWORD, organizationName: 'Acme' });

/** As a client does: again when there was no answer. */
async function signUpThroughDeath(email: string, recovery: Promise<unknown>): Promise<void> {
  const status = await signUp(email).then(
    (answer) => answer.status,
    () => null,
  );
  await recovery;
  if (status === null) await signUp(email);
}

const idsOfMailsTo = (email: string) =>
  app.mails.mails
    .filter(({ envelope, subject }) => envelope.to.includes(email) && subject === VERIFY)
    .map(({ messageId }) => messageId);

it('X3 kill -9 at the 250 of the mail server: the mail comes once more, the same one, and never again', async () => {
  const death = new Promise<void>((resolve) => {
    // Proxy and mail server are of one process: no mark can have passed since the 250.
    const die = () => resolve(app.kill());
    app.mails.behave(acceptAnd(die), accept);
  });
  const recovery = death.then(() => app.startAgain());
  const emails = ['ann', 'bob', 'eve'].map((name) => anEmail(name));
  await Promise.all(emails.map((email) => signUpThroughDeath(email, recovery)));
  await app.drain();

  const ids = emails.map(idsOfMailsTo);
  expect(ids.map((sent) => new Set(sent).size)).toEqual([1, 1, 1]);
  expect(Math.max(...ids.map(({ length }) => length))).toBe(2);
  expect(await brokenInvariants(app)).toEqual([]);

  app.kill();
  await app.startAgain();
  const later = anEmail('later');
  await signUp(later).expect(201);
  await app.drain();
  expect(emails.map(idsOfMailsTo)).toEqual(ids);
  expect(idsOfMailsTo(later)).toHaveLength(1);
}, 60_000);
