import { auditCount, invited, membersOf } from '../../support/app/inviting';
import { aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { aLink, revokeLink, usesOf, type LinkFacts } from '../../support/app/inviteLinks';
import { anEmail, aPerson, mailedToken, PASSWORD } from '../../support/app/people';
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

const register = (email: string, invitationToken: string, facts: object = {}) =>
  app.post('/auth/register', {
    ...{ email, invitationToken, firstName: 'Bob', lastName: 'Jones', password: PASSWORD },
    ...facts,
  });

interface Newcomer {
  readonly id: string;
  readonly email: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Somebody who registered by a link of that host and has not read their mail yet. */
async function aNewcomer(host: VerifiedOwner, facts: LinkFacts = {}) {
  const link = await aLink(app, host, facts);
  const email = anEmail('bob');
  const { data } = (await register(email, link.token).expect(201)).body;
  const newcomer: Newcomer = { id: data.user.id, email, ...data };
  return { link, newcomer };
}

async function verify({ email }: Newcomer): Promise<void> {
  const token = await mailedToken(app, email, '/verify-email');
  await app.post('/auth/verify-email', { token }).expect(200);
  await app.drain();
}

describe('registering by an invite link', () => {
  it('makes an account that is neither verified nor in the workspace, and says so', async () => {
    const link = await aLink(app, acme, { maxUses: 1 });
    const email = anEmail('bob');
    const added = await rowsAdded(app, async () => {
      const answer = await register(email, link.token).expect(201);
      expect(answer.body.data).toMatchObject({
        user: { email, emailVerified: false },
        workspace: null,
        role: null,
      });
    });
    expect(added).toMatchObject({ users: 1, sessions: 1, invite_link_guests: 1 });
    expect(added).not.toHaveProperty('memberships');
    expect(await usesOf(app, link)).toBe(0);
  });

  it('makes them a member once they have verified the address, and not before', async () => {
    const { link, newcomer } = await aNewcomer(acme, { role: 'viewer', allowedDomains: ['example.com'] });
    expect(await membersOf(app, acme.workspaceId)).not.toHaveProperty(newcomer.id);
    await verify(newcomer);

    expect(await membersOf(app, acme.workspaceId)).toMatchObject({ [newcomer.id]: 'viewer' });
    expect(await usesOf(app, link)).toBe(1);
    const refreshed = await app.post('/auth/refresh', { refreshToken: newcomer.refreshToken }).expect(200);
    expect(refreshed.body.data).toMatchObject({ workspace: { id: acme.workspaceId }, role: 'viewer' });
    expect(await app.sql('SELECT 1 FROM invite_link_guests WHERE user_id = $1', [newcomer.id])).toEqual([]);
  });

  it('does so too when a mail to reset the password has verified it', async () => {
    const { newcomer } = await aNewcomer(acme);
    await app.post('/auth/forgot-password', { email: newcomer.email }).expect(200);
    const token = await mailedToken(app, newcomer.email, '/reset-password');
    await app.post('/auth/reset-password', { token, newPassword: 'another fine passphrase' }).expect(200);
    await app.drain();
    expect(await membersOf(app, acme.workspaceId)).toMatchObject({ [newcomer.id]: 'member' });
  });

  it.each([
    ['of an allowed domain', 'example.com', true],
    ['of another domain', 'evil.example', false],
  ])('judges another address %s, once that one is confirmed instead', async (_, domain, joins) => {
    const { newcomer } = await aNewcomer(acme, { allowedDomains: ['example.com'] });
    const email = `new.${newcomer.id}@${domain}`;
    const options = { token: newcomer.accessToken };
    await app.post('/users/me/email', { email, password: PASSWORD }, options).expect(200);
    const token = await mailedToken(app, email, '/verify-email');
    await app.post('/auth/verify-email', { token }).expect(200);
    await app.drain();
    expect(newcomer.id in (await membersOf(app, acme.workspaceId))).toBe(joins);
  });

  it('H2 gives nothing to an address of another domain', async () => {
    const { token } = await aLink(app, acme, { allowedDomains: ['sub.example.com'] });
    await expectRefusal(app, () => register(anEmail(), token), {
      status: 403,
      code: 'EMAIL_DOMAIN_REFUSED',
      writes: ['audit_log'],
    });
  });

  it('judges by the address that was verified in the end', async () => {
    const { newcomer } = await aNewcomer(acme, { allowedDomains: ['example.com'] });
    await app.sql('UPDATE users SET email = $2 WHERE id = $1', [newcomer.id, `${newcomer.id}@evil.example`]);
    const body = { email: `${newcomer.id}@evil.example` };
    await app.post('/auth/resend-verification', body).expect(200);
    await verify({ ...newcomer, ...body });
    expect(await membersOf(app, acme.workspaceId)).not.toHaveProperty(newcomer.id);
  });

  it.each(['never verified', 'verified'])('takes over no account of the address that is %s', async (kind) => {
    const { token } = await aLink(app, acme);
    const owner = await aPerson(app);
    await app.sql('UPDATE users SET email_verified = $2 WHERE id = $1', [owner.id, kind === 'verified']);
    const taken = { status: 409, code: 'EMAIL_TAKEN', writes: ['jobs'] };
    await expectRefusal(app, () => register(owner.email, token), taken);
    await app.get('/users/me', { token: owner.accessToken }).expect(200);
  });

  it('H3 is refused with a link that is used up, expired or revoked', async () => {
    const [used, expired, revoked] = [
      await aLink(app, acme, { maxUses: 1 }),
      await aLink(app, acme),
      await aLink(app, acme),
    ];
    await app.sql('UPDATE invite_links SET uses = 1 WHERE id = $1', [used.id]);
    await app.sql('UPDATE invite_links SET expires_at = now() WHERE id = $1', [expired.id]);
    await revokeLink(app, acme, acme.workspaceId, revoked.id).expect(200);
    for (const { token } of [used, expired, revoked]) {
      await expectRefusal(app, () => register(anEmail(), token), { status: 404, code: 'NOT_FOUND' });
    }
  });

  it.each<[string, (host: VerifiedOwner, linkId: string) => Promise<unknown>]>([
    ['revoked', (host, id) => revokeLink(app, host, host.workspaceId, id).expect(200)],
    ['used up', (_, id) => app.sql('UPDATE invite_links SET max_uses = 1, uses = 1 WHERE id = $1', [id])],
    [
      'without a seat',
      ({ workspaceId: id }) => app.sql('UPDATE workspaces SET seat_limit = 1 WHERE id = $1', [id]),
    ],
    [
      'gone with its workspace',
      ({ workspaceId: id }) => app.sql('UPDATE workspaces SET deleted_at = now() WHERE id = $1', [id]),
    ],
  ])(
    'H3 leaves them without the workspace when the link is %s by then, and verified all the same',
    async (_, befall) => {
      const host = await aVerifiedOwner(app);
      const { link, newcomer } = await aNewcomer(host);
      await befall(host, link.id);
      await verify(newcomer);

      expect(Object.keys(await membersOf(app, host.workspaceId))).toEqual([host.id]);
      const me = await app.get('/users/me', { token: newcomer.accessToken }).expect(200);
      expect(me.body.data).toMatchObject({ emailVerified: true });
      expect(await auditCount(app, host.workspaceId, 'invite-link.used')).toBe(0);
      const open = await app.sql('SELECT 1 FROM jobs WHERE done_at IS NULL');
      expect(open).toEqual([]);
    },
  );

  it('is forgotten when the invited owner of the address takes the account over', async () => {
    const other = await aVerifiedOwner(app);
    const { newcomer } = await aNewcomer(acme);
    const { email, token } = await invited(app, other, { email: newcomer.email });
    await register(email, token).expect(201);
    await app.drain();
    expect(await membersOf(app, other.workspaceId)).toHaveProperty(newcomer.id);
    expect(await membersOf(app, acme.workspaceId)).not.toHaveProperty(newcomer.id);
  });

  it('stands beside an invitation by mail: that one verifies, and both lead in', async () => {
    const other = await aVerifiedOwner(app);
    const { newcomer } = await aNewcomer(acme, { role: 'viewer' });
    const { token } = await invited(app, other, { email: newcomer.email });
    await app.post('/invitations/accept', { token }, { token: newcomer.accessToken }).expect(200);
    await app.drain();
    expect(await membersOf(app, other.workspaceId)).toMatchObject({ [newcomer.id]: 'member' });
    expect(await membersOf(app, acme.workspaceId)).toMatchObject({ [newcomer.id]: 'viewer' });
  });
});
