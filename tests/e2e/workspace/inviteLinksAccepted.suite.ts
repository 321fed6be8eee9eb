import { faceOf } from '../../support/app/faceOf';
import { accept, auditCount, membersOf } from '../../support/app/inviting';
import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { aLink, aVisitor, revokeLink, usesOf, type Link } from '../../support/app/inviteLinks';
import { anEmail, aPerson, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { rowsAdded } from '../../support/app/tableCounts';
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

const NOWHERE = { status: 404, code: 'NOT_FOUND' } as const;
const DOMAIN_REFUSED = { status: 403, code: 'EMAIL_DOMAIN_REFUSED', writes: ['audit_log'] } as const;
const preview = (token: string) => app.post('/invitations/preview', { token });
const acceptInto = (workspaceId: string, { accessToken }: Person, token: string) =>
  app.post(`/workspaces/${workspaceId}/members/accept`, { token }, { token: accessToken });

describe('previewing an invite link', () => {
  it('says who invites to what, and that it is for nobody in particular', async () => {
    const { token } = await aLink(app, acme, { role: 'viewer', allowedDomains: ['example.com'] });
    expect((await preview(token).expect(200)).body.data).toEqual({
      workspaceName: 'Acme',
      email: null,
      role: 'viewer',
      invitedBy: { name: 'Ann Smith' },
      expiresAt: expect.any(String),
      accountExists: null,
      allowedDomains: ['example.com'],
    });
    expect(await rowsAdded(app, () => preview(token))).toEqual({});
  });
});

describe('joining by an invite link', () => {
  it('makes a member with the role it gives, counts one use, and tells the workspace', async () => {
    const host = await aVerifiedOwner(app);
    const link = await aLink(app, host, { role: 'manager' });
    const bob = await aVisitor(app);
    const answer = await accept(app, bob, link.token).expect(200);

    const { workspaceId } = host;
    expect(answer.body.data).toMatchObject({
      workspaceId,
      userId: bob.id,
      role: 'manager',
      status: 'active',
    });
    expect(await membersOf(app, workspaceId)).toMatchObject({ [bob.id]: 'manager' });
    expect(await usesOf(app, link)).toBe(1);
    const [used] = await app.sql(
      `SELECT actor_id, subject_id, details FROM audit_log WHERE action = 'invite-link.used' AND workspace_id = $1`,
      [workspaceId],
    );
    const details = { linkId: link.id, role: 'manager' };
    expect(used).toEqual({ actor_id: bob.id, subject_id: bob.id, details });
    const told = await app.sql(
      `SELECT payload FROM outbox WHERE workspace_id = $1 AND name = 'workspace:member:joined' AND subject_id = $2`,
      [workspaceId, bob.id],
    );
    expect(told).toEqual([{ payload: { userId: bob.id, role: 'manager' } }]);
  });

  it('H1 answers a member with the membership they have, and counts nothing', async () => {
    const link = await aLink(app, acme, { role: 'viewer', maxUses: 1 });
    const bob = await aVisitor(app);
    const first = await accept(app, bob, link.token).expect(200);
    await app.drain();
    const added = await rowsAdded(app, async () => {
      const again = await accept(app, bob, link.token).expect(200);
      expect(again.body.data).toEqual(first.body.data);
      const owner = await accept(app, acme, link.token).expect(200);
      expect(owner.body.data).toMatchObject({ userId: acme.id, role: 'owner' });
    });
    expect(added).toEqual({});
    expect(await usesOf(app, link)).toBe(1);
  });

  it('does so below its workspace too, and below no other', async () => {
    const { token } = await aLink(app, acme);
    const bob = await aVisitor(app);
    await expectRefusal(app, () => acceptInto(beta.workspaceId, bob, token), NOWHERE);
    await acceptInto(acme.workspaceId.toUpperCase(), bob, token).expect(200);
    expect(await membersOf(app, beta.workspaceId)).not.toHaveProperty(bob.id);
  });

  it('admits nobody before their address is verified', async () => {
    const { token } = await aLink(app, acme);
    const bob = await aPerson(app);
    const refused = { status: 403, code: 'EMAIL_NOT_VERIFIED', writes: ['audit_log'] } as const;
    await expectRefusal(app, () => accept(app, bob, token), refused);
    await app.sql('UPDATE users SET email_verified = true WHERE id = $1', [bob.id]);
    await accept(app, bob, token).expect(200);
  });

  it('admits addresses of exactly its domains, however these are written', async () => {
    const { token } = await aLink(app, acme, { allowedDomains: ['EXAMPLE.com', 'bücher.example'] });
    for (const email of [
      anEmail(),
      `bob.${Date.now()}@bücher.example`,
      `bob.${Date.now()}@xn--bcher-kva.example`,
    ]) {
      await accept(app, await aVisitor(app, email.toUpperCase()), token).expect(200);
    }
  });

  it.each([
    'bob@sub.example.com',
    'bob@example.com.evil.example',
    'bob@notexample.com',
    'bob@evil.example',
    'bob@ｅxample.com',
  ])('refuses %s where example.com is wanted', async (email) => {
    const link = await aLink(app, acme, { allowedDomains: ['example.com'] });
    const bob = await aVisitor(app, email);
    await expectRefusal(app, () => accept(app, bob, link.token), DOMAIN_REFUSED);
    expect(await usesOf(app, link)).toBe(0);
  });

  type Fate = (link: Link, by: Person, host: VerifiedOwner) => Promise<unknown>;
  const fates: Record<string, Fate> = {
    expired: ({ id }) => app.sql('UPDATE invite_links SET expires_at = now() WHERE id = $1', [id]),
    revoked: ({ id }, _, host) => revokeLink(app, host, host.workspaceId, id).expect(200),
    'used up': async ({ token }) => accept(app, await aVisitor(app), token).expect(200),
    'inviter removed': (_, { id }) => app.sql('DELETE FROM memberships WHERE user_id = $1', [id]),
    'inviter demoted': (_, { id }) =>
      app.sql(`UPDATE memberships SET role = 'member' WHERE user_id = $1`, [id]),
    'inviter deactivated': (_, { id }) =>
      app.sql(`UPDATE memberships SET status = 'inactive' WHERE user_id = $1`, [id]),
    'inviter banned': (_, { id }) => app.sql(`UPDATE users SET status = 'banned' WHERE id = $1`, [id]),
    'inviter without a demanded second factor': (_, __, host) =>
      app.sql('UPDATE workspaces SET mfa_required = true WHERE id = $1', [host.workspaceId]),
    'workspace deleted': (_, __, host) =>
      app.sql('UPDATE workspaces SET deleted_at = now() WHERE id = $1', [host.workspaceId]),
  };

  it('H3 G13 G14 is refused like an unknown token, whatever became of the link', async () => {
    const bob = await aVisitor(app);
    const refused = async (token: string) =>
      JSON.stringify(faceOf(await expectRefusal(app, () => accept(app, bob, token), NOWHERE)));
    const faces = new Set([await refused('a'.repeat(43))]);
    for (const fate of Object.values(fates)) {
      const host = await aVerifiedOwner(app);
      const by = await aMember(app, host.workspaceId, 'admin');
      const link = await aLink(app, host, { role: 'admin', maxUses: 1 }, by);
      await fate(link, by, host);
      faces.add(await refused(link.token));
      await expectRefusal(app, () => preview(link.token), NOWHERE);
      expect(await membersOf(app, host.workspaceId)).not.toHaveProperty(bob.id);
    }
    expect(faces.size).toBe(1);
  });

  it('H3 a link to the role of an admin is worth nothing when its maker became manager', async () => {
    const by = await aMember(app, acme.workspaceId, 'admin');
    const [high, low] = [await aLink(app, acme, { role: 'admin' }, by), await aLink(app, acme, {}, by)];
    await app.sql(`UPDATE memberships SET role = 'manager' WHERE user_id = $1`, [by.id]);
    await accept(app, await aVisitor(app), high.token).expect(404);
    await accept(app, await aVisitor(app), low.token).expect(200);
  });

  it('H7 is to the workspace and role of the link alone, and its token cannot be guessed from the table', async () => {
    const { id, token } = await aLink(app, acme, { role: 'viewer' });
    const bob = await aVisitor(app);
    const options = { token: bob.accessToken };
    const body = { token, role: 'owner', workspaceId: beta.workspaceId };
    const malformed = { status: 400, code: 'VALIDATION_ERROR' };
    await expectRefusal(app, () => app.post('/invitations/accept', body, options), malformed);
    const [row] = await app.sql<{ hex: string }>(
      `SELECT encode(token_hash, 'hex') AS hex FROM invite_links WHERE id = $1`,
      [id],
    );
    for (const guess of [row?.hex ?? '', id, `${token}a`, token.slice(0, -1), token.toUpperCase()]) {
      await accept(app, bob, guess).expect(404);
    }
  });

  it('nobody declines it for the others', async () => {
    const { token } = await aLink(app, acme);
    await expectRefusal(app, () => app.post('/invitations/decline', { token }), NOWHERE);
    await preview(token).expect(200);
  });

  it('does not bring back who was deactivated', async () => {
    const { token } = await aLink(app, acme);
    const bob = await aVisitor(app);
    await accept(app, bob, token).expect(200);
    await app.sql(`UPDATE memberships SET status = 'inactive' WHERE user_id = $1`, [bob.id]);
    await expectRefusal(app, () => accept(app, bob, token), NOWHERE);
  });

  it('is refused where every seat is taken or the workspace is suspended, counts nothing, and stays good', async () => {
    const host = await aVerifiedOwner(app);
    const link = await aLink(app, host, { maxUses: 1 });
    const bob = await aVisitor(app);
    const set = (change: string) =>
      app.sql(`UPDATE workspaces SET ${change} WHERE id = $1`, [host.workspaceId]);
    await set('seat_limit = 1');
    await expectRefusal(app, () => accept(app, bob, link.token), { status: 409, code: 'SEAT_LIMIT' });
    await set(`seat_limit = NULL, status = 'suspended'`);
    const suspended = { status: 403, code: 'WORKSPACE_SUSPENDED', writes: ['audit_log'] } as const;
    await expectRefusal(app, () => accept(app, bob, link.token), suspended);
    await set(`status = 'active'`);
    await accept(app, bob, link.token).expect(200);
    expect(await auditCount(app, host.workspaceId, 'invite-link.used')).toBe(1);
  });
});
