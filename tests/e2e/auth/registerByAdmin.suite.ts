import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { membersOf } from '../../support/app/inviting';
import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import {
  anEmail,
  anOwner,
  aPerson,
  mailedToken,
  PASSWORD,
  signIn,
  type Person,
} from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let acme: VerifiedOwner;
let beta: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
  acme = await aVerifiedOwner(app);
  beta = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

const account = (facts: object = {}) => ({
  ...{ email: anEmail('bob'), firstName: 'Bob', lastName: 'Jones' },
  ...{ role: 'member', workspaceId: acme.workspaceId },
  ...facts,
});
const register = (by: Pick<Person, 'accessToken'>, body: object) =>
  app.post('/auth/register', body, { token: by.accessToken });

describe('registering somebody else', () => {
  it('makes them a member without tokens, and mails them a link to choose a password', async () => {
    const body = account({ role: 'manager' });
    const answer = await register(acme, body).expect(201);

    const { data } = answer.body;
    expect(data).toMatchObject({ email: body.email, workspaceId: acme.workspaceId, role: 'manager' });
    expect(Object.keys(data).sort()).toEqual(['email', 'role', 'user', 'userId', 'workspaceId']);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await membersOf(app, acme.workspaceId)).toMatchObject({ [data.userId]: 'manager' });
    const token = await mailedToken(app, body.email, '/reset-password');
    const mails = app.mails.mails.filter(({ envelope }) => envelope.to.includes(body.email));
    expect(mails.map(({ subject }) => subject)).toEqual(['An account was made for you']);
    await app.post('/auth/login', { email: body.email, password: PASSWORD }).expect(401);
    await app.post('/auth/reset-password', { token, newPassword: PASSWORD }).expect(200);
    const bob = await signIn(app, { email: body.email, password: PASSWORD });
    const me = await app.get('/auth/me', { token: bob.accessToken }).expect(200);
    expect(me.body.data).toMatchObject({ role: 'manager', user: { emailVerified: true } });
  });

  it('lets a super admin do so anywhere, and nowhere that is not', async () => {
    const root = await aPerson(app);
    await app.sql(`UPDATE users SET platform_role = 'super_admin', email_verified = true WHERE id = $1`, [
      root.id,
    ]);
    await register(root, account({ role: 'owner' })).expect(201);
    await expectRefusal(app, () => register(root, account({ workspaceId: randomUUID() })), {
      status: 404,
      code: 'NOT_FOUND',
    });
  });

  it('refuses whoever is not signed in, not there, or lacks users.create there', async () => {
    const manager = await aMember(app, acme.workspaceId, 'manager');
    const refused = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };
    await expectRefusal(app, () => app.post('/auth/register', account()), refused);
    await expectRefusal(app, () => register(beta, account()), refused);
    await expectRefusal(app, () => register(beta, account({ workspaceId: randomUUID() })), refused);
    await expectRefusal(app, () => register(manager, account()), refused);
    await expectRefusal(app, () => register({ accessToken: 'a.b.c' }, account()), {
      status: 401,
      code: 'TOKEN_INVALID',
    });
  });

  it('G8 lets an admin make no owner', async () => {
    const admin = await aMember(app, acme.workspaceId, 'admin');
    await expectRefusal(app, () => register(admin, account({ role: 'owner' })), {
      status: 403,
      code: 'FORBIDDEN',
      writes: ['audit_log'],
    });
  });

  it('B11 needs a verified address', async () => {
    const owner = await anOwner(app);
    await expectRefusal(app, () => register(owner, account({ workspaceId: owner.workspaceId })), {
      status: 403,
      code: 'EMAIL_NOT_VERIFIED',
      writes: ['audit_log'],
    });
  });

  it('refuses an address that has an account, and a full workspace', async () => {
    const { email } = await aPerson(app);
    await expectRefusal(app, () => register(acme, account({ email })), { status: 409, code: 'EMAIL_TAKEN' });
    await app.sql('UPDATE workspaces SET seat_limit = 1 WHERE id = $1', [beta.workspaceId]);
    await expectRefusal(app, () => register(beta, account({ workspaceId: beta.workspaceId })), {
      status: 409,
      code: 'SEAT_LIMIT',
    });
  });

  it('is documented: signed in, without a password, and what an access token is refused with', async () => {
    const { body: document } = await request(app.url).get('/api/openapi.json').expect(200);
    const { security, requestBody, responses } = document.paths['/auth/register'].post;
    expect(security).toEqual([{}, { bearer: [] }]);
    expect(requestBody.content['application/json'].schema.required).toEqual([
      'email',
      'firstName',
      'lastName',
    ]);
    expect(responses['401'].description).toContain('`TOKEN_INVALID`');
    const invalid = { accessToken: 'nonsense' };
    await expectRefusal(app, () => register(invalid, account()), { status: 401, code: 'TOKEN_INVALID' });
  });

  it.each([
    ['C11 a password', { password: PASSWORD }],
    ['an invitation', { invitationToken: 'a'.repeat(43) }],
    ['a role without a workspace', { workspaceId: undefined }],
    ['a workspace without a role', { role: undefined }],
    ['a role there is not', { role: 'super_admin' }],
    ['a workspace that is no id', { workspaceId: 'acme' }],
  ])('does not take %s', async (_what, facts) => {
    await expectRefusal(app, () => register(acme, account(facts)), { status: 400, code: 'VALIDATION_ERROR' });
  });
});
