import { PasswordHasher } from '../../../src/modules/auth/application/PasswordHasher';
import { auditCount, invited, membersOf } from '../../support/app/inviting';
import { aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { turnOnMfa } from '../../support/app/mfa';
import { anEmail, anOwner, aPerson, PASSWORD } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { rowsAdded } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let acme: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
  acme = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

const NEW_PASSWORD = 'another fine passphrase';
const register = (email: string, invitationToken: unknown, facts: object = {}) =>
  app.post('/auth/register', {
    ...{ email, invitationToken, firstName: 'Bob', lastName: 'Jones', password: NEW_PASSWORD },
    ...facts,
  });

describe('registering with an invitation', () => {
  it('makes a member of an unknown address by two calls: account, verified address and membership at once', async () => {
    const { email, token } = await invited(app, acme, { role: 'manager' });
    const answer = await register(email, token).expect(201);

    expect(answer.body.data).toMatchObject({
      user: { email, name: 'Bob Jones', emailVerified: true },
      workspace: { id: acme.workspaceId },
      role: 'manager',
    });
    const me = await app.get('/auth/me', { token: answer.body.data.accessToken }).expect(200);
    expect(me.body.data).toMatchObject({ role: 'manager', user: { emailVerified: true } });
    await app.drain();
    expect(app.mails.mails.filter(({ envelope }) => envelope.to.includes(email))).toHaveLength(1);
  });

  it('writes one of each', async () => {
    const { email, token } = await invited(app, acme);
    const added = await rowsAdded(app, () => register(email, token).expect(201));
    expect(added).toMatchObject({ users: 1, credentials: 1, memberships: 1, sessions: 1 });
    expect(added).not.toHaveProperty('one_time_tokens');
  });

  it('takes a never-verified account over: new password, its sessions end', async () => {
    const { email, token } = await invited(app, acme);
    const squatter = await aPerson(app, { email });
    const answer = await register(email, token).expect(201);

    expect(answer.body.data.user).toMatchObject({ id: squatter.id, name: 'Bob Jones', emailVerified: true });
    const ended = await app.get('/users/me', { token: squatter.accessToken }).expect(401);
    expect(ended.body.code).toBe('SESSION_ENDED');
    await app.post('/auth/refresh', { refreshToken: squatter.refreshToken }).expect(401);
    await app.post('/auth/login', { email, password: PASSWORD }).expect(401);
    await app.post('/auth/login', { email, password: NEW_PASSWORD }).expect(200);
    const taken = await app.sql(
      `SELECT 1 FROM audit_log WHERE action = 'user.taken-over' AND subject_id = $1`,
      [squatter.id],
    );
    expect(taken).toHaveLength(1);
  });

  it('takes an account over, too, that is made while the password is hashed', async () => {
    const { email, token } = await invited(app, acme);
    const squatter = await turnOnMfa(app, await aPerson(app));
    const hasher = app.resolve(PasswordHasher);
    const hash = hasher.hash.bind(hasher);
    jest.spyOn(hasher, 'hash').mockImplementationOnce(async (password) => {
      await app.sql('UPDATE users SET email = $2, version = version + 1 WHERE id = $1', [squatter.id, email]);
      return hash(password);
    });
    await register(email, token).expect(201);

    const ended = await app.get('/users/me', { token: squatter.accessToken }).expect(401);
    expect(ended.body.code).toBe('SESSION_ENDED');
    await app.post('/auth/login', { email, password: NEW_PASSWORD }).expect(200);
  });

  it('leads into the workspace of the invitation, whatever the account was in before', async () => {
    const { email, token } = await invited(app, acme);
    await anOwner(app, { email });
    const answer = await register(email, token).expect(201);
    expect(answer.body.data.workspace.id).toBe(acme.workspaceId);
  });

  it.each([
    ['verified', 'email_verified = true'],
    ['banned', `status = 'banned'`],
  ])('does not take an account over that is %s', async (_what, change) => {
    const { email, token } = await invited(app, acme);
    const { id } = await aPerson(app, { email });
    await app.sql(`UPDATE users SET ${change} WHERE id = $1`, [id]);
    await expectRefusal(app, () => register(email, token), {
      status: 409,
      code: 'EMAIL_TAKEN',
      writes: ['jobs'],
    });
    expect(await membersOf(app, acme.workspaceId)).not.toHaveProperty(id);
  });

  it('H2 is for the invited address only', async () => {
    const { token } = await invited(app, acme);
    await expectRefusal(app, () => register(anEmail(), token), {
      status: 403,
      code: 'FORBIDDEN',
      writes: ['audit_log'],
    });
  });

  it('H3 is refused with a token that is used, expired, revoked or unknown', async () => {
    const used = await invited(app, acme);
    await register(used.email, used.token).expect(201);
    const expired = await invited(app, acme);
    await app.sql('UPDATE invitations SET expires_at = now() WHERE id = $1', [expired.id]);
    const revoked = await invited(app, acme);
    await app.sql(`UPDATE invitations SET status = 'revoked' WHERE id = $1`, [revoked.id]);
    for (const { email, token } of [used, expired, revoked, { email: anEmail(), token: 'a'.repeat(43) }]) {
      const answer = await register(email, token);
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 404, code: 'NOT_FOUND' });
    }
  });

  it('is refused where every seat is taken: no account is left behind', async () => {
    const host = await aVerifiedOwner(app);
    const { email, token } = await invited(app, host);
    await app.sql('UPDATE workspaces SET seat_limit = 1 WHERE id = $1', [host.workspaceId]);
    await expectRefusal(app, () => register(email, token), { status: 409, code: 'SEAT_LIMIT' });
    await app.sql('UPDATE workspaces SET seat_limit = 2 WHERE id = $1', [host.workspaceId]);
    await register(email, token).expect(201);
  });

  it('B8 leaves the invitation good when the password is too easily guessed', async () => {
    const { email, token } = await invited(app, acme);
    await expectRefusal(app, () => register(email, token, { password: 'password123' }), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
    await register(email, token).expect(201);
  });

  it('H1 T2 ten registrations with one token at once make one account and one member', async () => {
    const host = await aVerifiedOwner(app);
    const { email, token } = await invited(app, host);
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(email, token)));

    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses[0]).toBe(201);
    expect(statuses.slice(1).every((status) => status === 404 || status === 409)).toBe(true);
    expect(Object.keys(await membersOf(app, host.workspaceId))).toHaveLength(2);
    expect(await auditCount(app, host.workspaceId, 'invite.accepted')).toBe(1);
  });
});
