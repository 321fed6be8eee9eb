import { faceOf } from '../../support/app/faceOf';
import { accept, auditCount, invited, membersOf, type Sent } from '../../support/app/inviting';
import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { aPerson, type Person } from '../../support/app/people';
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
const preview = (token: unknown) => app.post('/invitations/preview', { token });
const decline = (token: unknown) => app.post('/invitations/decline', { token });
const acceptInto = (workspaceId: string, { accessToken }: Person, token: string) =>
  app.post(`/workspaces/${workspaceId}/members/accept`, { token }, { token: accessToken });

async function refusedFace(by: Person, token: string): Promise<string> {
  return JSON.stringify(faceOf(await expectRefusal(app, () => accept(app, by, token), NOWHERE)));
}

type Fate = (sent: Sent, by: Person) => Promise<unknown>;

/** What the invited person sees once that has befallen the invitation, or the admin who sent it. */
async function faceAfter(fate: Fate): Promise<string> {
  const by = await aMember(app, acme.workspaceId, 'admin');
  const { bob, sent } = await anInvited({ by });
  await fate(sent, by);
  const face = await refusedFace(bob, sent.token);
  await preview(sent.token).expect(404);
  expect(await membersOf(app, acme.workspaceId)).not.toHaveProperty(bob.id);
  return face;
}

/** An invitation of Acme to somebody who has an account. */
async function anInvited(facts: Parameters<typeof invited>[2] = {}): Promise<{ bob: Person; sent: Sent }> {
  const sent = await invited(app, acme, facts);
  return { bob: await aPerson(app, { email: sent.email }), sent };
}

describe('previewing an invitation', () => {
  it('says who invites whom, to what, without signing in', async () => {
    const { email, token } = await invited(app, acme, { role: 'viewer' });
    const answer = await preview(token).expect(200);

    expect(answer.body.data).toEqual({
      workspaceName: 'Acme',
      email,
      role: 'viewer',
      invitedBy: { name: 'Ann Smith' },
      expiresAt: expect.any(String),
      accountExists: false,
    });
    await app.sql('UPDATE users SET email_verified = true WHERE id = $1', [
      (await aPerson(app, { email })).id,
    ]);
    const later = await preview(token).expect(200);
    expect(later.body.data.accountExists).toBe(true);
    expect(await rowsAdded(app, () => preview(token))).toEqual({});
  });

  it.each([null, '', [], ['a', 'b'], {}, 1, 'a b'])('B10 refuses a token that is %j', async (token) => {
    const refused = { status: 400, code: 'VALIDATION_ERROR' };
    const { accessToken } = acme;
    await expectRefusal(app, () => preview(token), refused);
    await expectRefusal(app, () => decline(token), refused);
    await expectRefusal(
      app,
      () => app.post('/invitations/accept', { token }, { token: accessToken }),
      refused,
    );
  });
});

describe('accepting an invitation', () => {
  it('makes a member with the role it gives, and verifies the address', async () => {
    const { bob, sent } = await anInvited({ role: 'manager' });
    const answer = await accept(app, bob, sent.token).expect(200);

    expect(answer.body.data).toMatchObject({
      workspaceId: acme.workspaceId,
      userId: bob.id,
      email: bob.email,
      role: 'manager',
      status: 'active',
    });
    const me = await app.get('/auth/me', {
      token: bob.accessToken,
      headers: { 'X-Workspace-Id': acme.workspaceId },
    });
    expect(me.body.data).toMatchObject({ role: 'manager', user: { emailVerified: true } });
    const [row] = await app.sql('SELECT status, accepted_by FROM invitations WHERE id = $1', [sent.id]);
    expect(row).toEqual({ status: 'accepted', accepted_by: bob.id });
  });

  it('H1 answers the same person again with the same membership', async () => {
    const { bob, sent } = await anInvited();
    const first = await accept(app, bob, sent.token).expect(200);
    await app.drain();
    const added = await rowsAdded(app, async () => {
      const again = await accept(app, bob, sent.token).expect(200);
      expect(again.body.data).toEqual(first.body.data);
    });
    expect(added).toEqual({});
  });

  it('does so below its workspace too, and below no other', async () => {
    const { bob, sent } = await anInvited();
    await expectRefusal(app, () => acceptInto(beta.workspaceId, bob, sent.token), NOWHERE);
    await acceptInto(acme.workspaceId.toUpperCase(), bob, sent.token).expect(200);
    expect(await membersOf(app, acme.workspaceId)).toMatchObject({ [bob.id]: 'member' });
  });

  it('needs somebody who is signed in', async () => {
    const { token } = await invited(app, acme);
    await expectRefusal(app, () => app.post('/invitations/accept', { token }), {
      status: 401,
      code: 'TOKEN_MISSING',
    });
  });

  it('H2 is for the invited address only, before it was used and after', async () => {
    const { bob, sent } = await anInvited();
    const eve = await aPerson(app);
    const refused = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };
    await expectRefusal(app, () => accept(app, eve, sent.token), refused);
    await accept(app, bob, sent.token).expect(200);
    await expectRefusal(app, () => accept(app, eve, sent.token), refused);
    expect(await membersOf(app, acme.workspaceId)).not.toHaveProperty(eve.id);
  });

  it('H3 is refused alike whatever became of the invitation', async () => {
    const fates: Record<string, Fate> = {
      expired: ({ id }) => app.sql('UPDATE invitations SET expires_at = now() WHERE id = $1', [id]),
      revoked: ({ id }) => app.sql(`UPDATE invitations SET status = 'revoked' WHERE id = $1`, [id]),
      declined: ({ token }) => decline(token).expect(200),
      'sent again': ({ id }, { accessToken }) =>
        app
          .post(`/workspaces/${acme.workspaceId}/invitations/${id}/resend`, {}, { token: accessToken })
          .expect(200),
      'inviter removed': (_, { id }) => app.sql('DELETE FROM memberships WHERE user_id = $1', [id]),
      'inviter demoted': (_, { id }) =>
        app.sql(`UPDATE memberships SET role = 'member' WHERE user_id = $1`, [id]),
      'inviter deactivated': (_, { id }) =>
        app.sql(`UPDATE memberships SET status = 'inactive' WHERE user_id = $1`, [id]),
      'inviter banned': (_, { id }) => app.sql(`UPDATE users SET status = 'banned' WHERE id = $1`, [id]),
    };
    const faces = new Set<string>();
    for (const fate of Object.values(fates)) faces.add(await faceAfter(fate));
    const eve = await aPerson(app);
    faces.add(await refusedFace(eve, 'a'.repeat(43)));
    faces.add(await refusedFace(eve, 'null'));
    expect(faces.size).toBe(1);
  });

  it('H3 an invitation to the role of an admin is worth nothing when its inviter became manager', async () => {
    const by = await aMember(app, acme.workspaceId, 'admin');
    const [high, low] = [await anInvited({ by, role: 'admin' }), await anInvited({ by, role: 'member' })];
    await app.sql(`UPDATE memberships SET role = 'manager' WHERE user_id = $1`, [by.id]);
    await accept(app, high.bob, high.sent.token).expect(404);
    await accept(app, low.bob, low.sent.token).expect(200);
  });

  it('H3 G14 a deleted workspace takes nobody in, nor does another one with its slug', async () => {
    const host = await aVerifiedOwner(app);
    const sent = await invited(app, host);
    const bob = await aPerson(app, { email: sent.email });
    const other = await aVerifiedOwner(app);
    const [gone] = await app.sql<{ slug: string }>(
      'UPDATE workspaces SET deleted_at = now() WHERE id = $1 RETURNING slug',
      [host.workspaceId],
    );
    await app.sql('UPDATE workspaces SET slug = $2 WHERE id = $1', [other.workspaceId, gone?.slug]);

    await expectRefusal(app, () => accept(app, bob, sent.token), NOWHERE);
    await expectRefusal(app, () => preview(sent.token), NOWHERE);
    await expectRefusal(app, () => decline(sent.token), NOWHERE);
  });

  it('is refused by a suspended workspace, and works when that is over', async () => {
    const host = await aVerifiedOwner(app);
    const sent = await invited(app, host);
    const bob = await aPerson(app, { email: sent.email });
    await app.sql(`UPDATE workspaces SET status = 'suspended' WHERE id = $1`, [host.workspaceId]);
    await expectRefusal(app, () => accept(app, bob, sent.token), {
      status: 403,
      code: 'WORKSPACE_SUSPENDED',
      writes: ['audit_log'],
    });
    await app.sql(`UPDATE workspaces SET status = 'active' WHERE id = $1`, [host.workspaceId]);
    await accept(app, bob, sent.token).expect(200);
  });

  it('is refused where every seat is taken, and stays good', async () => {
    const host = await aVerifiedOwner(app);
    const sent = await invited(app, host);
    const bob = await aPerson(app, { email: sent.email });
    await app.sql('UPDATE workspaces SET seat_limit = 1 WHERE id = $1', [host.workspaceId]);
    await expectRefusal(app, () => accept(app, bob, sent.token), { status: 409, code: 'SEAT_LIMIT' });
    await app.sql('UPDATE workspaces SET seat_limit = 2 WHERE id = $1', [host.workspaceId]);
    await accept(app, bob, sent.token).expect(200);
  });

  it('does not bring back who was removed or deactivated', async () => {
    const { bob, sent } = await anInvited();
    await accept(app, bob, sent.token).expect(200);
    await app.sql(`UPDATE memberships SET status = 'inactive' WHERE user_id = $1`, [bob.id]);
    await expectRefusal(app, () => accept(app, bob, sent.token), NOWHERE);
    await app.sql('DELETE FROM memberships WHERE user_id = $1', [bob.id]);
    await expectRefusal(app, () => accept(app, bob, sent.token), NOWHERE);
  });

  it('H7 is to the workspace and role of the invitation alone', async () => {
    const { bob, sent } = await anInvited();
    const body = { token: sent.token, role: 'owner', workspaceId: beta.workspaceId };
    await expectRefusal(app, () => app.post('/invitations/accept', body, { token: bob.accessToken }), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
    const hash = await app.sql<{ hex: string }>(
      `SELECT encode(token_hash, 'hex') AS hex FROM invitations WHERE id = $1`,
      [sent.id],
    );
    await accept(app, bob, hash[0]?.hex ?? '').expect(404);
  });
});

describe('declining an invitation', () => {
  it('uses it up, without an account, and is written down', async () => {
    const host = await aVerifiedOwner(app);
    const { id, token } = await invited(app, host);
    await decline(token).expect(200);

    await expectRefusal(app, () => decline(token), NOWHERE);
    const list = await app.get(`/workspaces/${host.workspaceId}/invitations`, { token: host.accessToken });
    expect(list.body.data).toMatchObject([{ id, status: 'declined' }]);
    expect(await auditCount(app, host.workspaceId, 'invite.declined')).toBe(1);
  });
});
