import { randomUUID } from 'node:crypto';
import { faceOf } from '../../support/app/faceOf';
import { accept, auditCount, invitationToken, invite, invited, membersOf } from '../../support/app/inviting';
import { aMember, aVerifiedOwner, type Role, type VerifiedOwner } from '../../support/app/members';
import { anEmail, anOwner, aPerson } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { tablesHolding } from '../../support/app/tablesHolding';
import { FRONTEND, TestApp } from '../../support/app/TestApp';

let app: TestApp;
let acme: VerifiedOwner;
let beta: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
  acme = await aVerifiedOwner(app);
  beta = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

const mailsTo = (email: string) => app.mails.mails.filter(({ envelope }) => envelope.to.includes(email));
const listed = async (host: VerifiedOwner, query = '') => {
  const answer = await app.get(`/workspaces/${host.workspaceId}/invitations${query}`, {
    token: host.accessToken,
  });
  return answer.body as { data: { id: string; email: string; status: string }[]; meta: object };
};

describe('inviting somebody', () => {
  it('answers with the invitation, mails a link, and tells the workspace', async () => {
    const email = anEmail('bob');
    const answer = await invite(app, acme, acme.workspaceId, {
      email: ` ${email.toUpperCase()} `,
      role: 'manager',
    });

    expect(answer.status).toBe(201);
    expect(answer.body.data).toMatchObject({
      email,
      role: 'manager',
      status: 'pending',
      invitedBy: { userId: acme.id, name: 'Ann Smith' },
    });
    const token = await invitationToken(app, email);
    const [mail, ...more] = mailsTo(email);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Join Acme');
    expect(mail?.links).toEqual([`${FRONTEND}/accept-invitation?token=${token}`]);
    expect(mail?.html).toContain('Ann Smith invites you to join Acme as manager.');
    const told = await app.sql('SELECT payload FROM outbox WHERE workspace_id = $1 AND name = $2', [
      acme.workspaceId,
      'workspace:member:invited',
    ]);
    expect(told).toContainEqual({
      payload: { invitationId: answer.body.data.id, email, role: 'manager' },
    });
  });

  it('H6 H10 keeps the token, 256 random bits, to the mail', async () => {
    const { id, email, token } = await invited(app, acme);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);

    const list = await listed(acme);
    expect(list.data.find((entry) => entry.id === id)).toEqual({
      id,
      email,
      role: 'member',
      status: 'pending',
      invitedBy: { userId: acme.id, name: 'Ann Smith' },
      expiresAt: expect.any(String),
      createdAt: expect.any(String),
    });
    expect(JSON.stringify(list)).not.toContain(token);
    expect(await tablesHolding(app, token)).toEqual([]);
  });

  it('B6 makes no link of what somebody is called', async () => {
    const evil = await aVerifiedOwner(app);
    await app.sql(`UPDATE workspaces SET name = '<b>Win</b> at http://evil.example' WHERE id = $1`, [
      evil.workspaceId,
    ]);
    const { email, token } = await invited(app, evil);

    const [mail] = mailsTo(email);
    expect(mail?.links).toEqual([`${FRONTEND}/accept-invitation?token=${token}`]);
    expect(mail?.html).not.toMatch(/href="(?!https:\/\/app\.example\.com)/);
    expect(mail?.html).not.toContain('<b>');
  });

  it('takes one pending invitation an address and workspace', async () => {
    const { email } = await invited(app, acme);

    await expectRefusal(app, () => invite(app, acme, acme.workspaceId, { email, role: 'viewer' }), {
      status: 409,
      code: 'INVITATION_PENDING',
    });
    await invite(app, beta, beta.workspaceId, { email, role: 'viewer' }).expect(201);
  });

  it('makes room for another once the first one has expired', async () => {
    const { id, email, token } = await invited(app, acme);
    await app.sql('UPDATE invitations SET expires_at = now() WHERE id = $1', [id]);
    expect((await listed(acme)).data.find((entry) => entry.id === id)?.status).toBe('expired');

    const newer = await invited(app, acme, { email });

    expect(newer.token).not.toBe(token);
    const [older] = await app.sql('SELECT status FROM invitations WHERE id = $1', [id]);
    expect(older).toEqual({ status: 'expired' });
  });

  it('H9 refuses members, and oneself', async () => {
    const colleague = await aMember(app, acme.workspaceId, 'viewer');
    const refused = (email: string) =>
      expectRefusal(app, () => invite(app, acme, acme.workspaceId, { email, role: 'member' }), {
        status: 409,
        code: 'ALREADY_MEMBER',
      });
    await refused(colleague.email);
    await refused(colleague.email.toUpperCase());
    await refused(acme.email);
  });

  it('B11 needs a verified address', async () => {
    const owner = await anOwner(app);
    const body = { email: anEmail(), role: 'member' };
    await expectRefusal(app, () => invite(app, owner, owner.workspaceId ?? '', body), {
      status: 403,
      code: 'EMAIL_NOT_VERIFIED',
      writes: ['audit_log'],
    });
  });

  it.each<[Role, string]>([
    ['admin', 'owner'],
    ['manager', 'manager'],
    ['manager', 'admin'],
    ['member', 'viewer'],
    ['viewer', 'viewer'],
  ])('H9 G9 does not let a %s invite a %s', async (own: Role, role) => {
    const colleague = await aMember(app, acme.workspaceId, own);
    const answer = await expectRefusal(
      app,
      () => invite(app, colleague, acme.workspaceId, { email: anEmail(), role }),
      { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] },
    );
    expect(JSON.stringify(answer.body)).toContain('members.invite');
  });

  it.each<[Role, string]>([
    ['owner', 'owner'],
    ['admin', 'admin'],
    ['manager', 'member'],
  ])('lets a %s invite a %s', async (own: Role, role) => {
    const colleague = await aMember(app, acme.workspaceId, own);
    await invite(app, colleague, acme.workspaceId, { email: anEmail(), role }).expect(201);
  });

  it.each(['OWNER', 'owner ', 'owner,member', '__proto__', ['owner'], null, undefined])(
    'G7 takes no role that is %j',
    async (role) => {
      await expectRefusal(app, () => invite(app, acme, acme.workspaceId, { email: anEmail(), role }), {
        status: 400,
        code: 'VALIDATION_ERROR',
      });
    },
  );

  it('G2 G3 is nowhere to be found in workspaces of others', async () => {
    const { id } = await invited(app, beta);
    const options = { token: acme.accessToken };
    const body = { email: anEmail(), role: 'member' };
    const unknown = randomUUID();
    const faces = [];
    for (const call of [
      () => invite(app, acme, beta.workspaceId, body),
      () => invite(app, acme, unknown, body),
      () => app.get(`/workspaces/${beta.workspaceId}/invitations`, options),
      () => app.call('delete', `/workspaces/${beta.workspaceId}/invitations/${id}`, undefined, options),
      () => app.call('delete', `/workspaces/${acme.workspaceId}/invitations/${id}`, undefined, options),
      () => app.call('delete', `/workspaces/${acme.workspaceId}/invitations/${unknown}`, undefined, options),
      () => app.call('delete', `/workspaces/${acme.workspaceId}/invitations/x`, undefined, options),
      () => app.post(`/workspaces/${acme.workspaceId}/invitations/${id}/resend`, undefined, options),
    ]) {
      const refused = await expectRefusal(app, call, { status: 404, code: 'NOT_FOUND' });
      faces.push(JSON.stringify(faceOf(refused)));
    }
    expect(new Set(faces).size).toBe(1);
  });

  it('lists page by page, newest first', async () => {
    const host = await aVerifiedOwner(app);
    const sent = [await invited(app, host), await invited(app, host), await invited(app, host)];
    const first = await listed(host, '?limit=2');
    const { nextCursor } = first.meta as { nextCursor: string };
    const second = await listed(host, `?limit=2&cursor=${nextCursor}`);

    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(sent.map(({ id }) => id).reverse());
    expect(second.meta).toMatchObject({ nextCursor: null });
  });

  it('H8 brings one address five mails an hour, from whichever workspace', async () => {
    const email = anEmail();
    const hosts = await Promise.all(Array.from({ length: 6 }, () => aVerifiedOwner(app)));
    const answers = await Promise.all(
      hosts.map((host) => invite(app, host, host.workspaceId, { email, role: 'member' })),
    );
    const refused = answers.filter(({ status }) => status === 429);

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(refused.map(({ body }) => body.code)).toEqual(['INVITATION_LIMIT']);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(3500);
    await app.sql(`UPDATE invitation_quotas SET started_at = now() - interval '1 hour'`);
    const late = await aVerifiedOwner(app);
    await invite(app, late, late.workspaceId, { email, role: 'member' }).expect(201);
  });

  it.each(['workspace', 'inviter'])('H8 sends only so many an hour for one %s', async (kind) => {
    const host = await aVerifiedOwner(app);
    await invited(app, host);
    const key = `${kind}:${kind === 'workspace' ? host.workspaceId : host.id}`;
    const filled = await app.sql(
      'UPDATE invitation_quotas SET sent = CASE WHEN $2 THEN 300 ELSE 200 END WHERE key = $1 RETURNING 1',
      [key, kind === 'workspace'],
    );
    expect(filled).toHaveLength(1);

    await expectRefusal(
      app,
      () => invite(app, host, host.workspaceId, { email: anEmail(), role: 'member' }),
      { status: 429, code: 'INVITATION_LIMIT' },
    );
  });
});

describe('revoking and sending again', () => {
  const remove = (id: string, by = acme) =>
    app.call('delete', `/workspaces/${acme.workspaceId}/invitations/${id}`, undefined, {
      token: by.accessToken,
    });
  const resend = (id: string, by: { accessToken: string } = acme) =>
    app.post(`/workspaces/${acme.workspaceId}/invitations/${id}/resend`, undefined, {
      token: by.accessToken,
    });

  it('H3 leaves a revoked one dead, and makes room for another', async () => {
    const { id, email, token } = await invited(app, acme);
    const bob = await aPerson(app, { email });

    const answer = await remove(id).expect(200);

    expect(answer.body.data).toMatchObject({ id, status: 'revoked' });
    await accept(app, bob, token).expect(404);
    await expectRefusal(app, () => remove(id), { status: 409, code: 'INVITATION_CLOSED' });
    await expectRefusal(app, () => resend(id), { status: 409, code: 'INVITATION_CLOSED' });
    await invited(app, acme, { email });
  });

  it('H3 sends a new token, and the older one is dead', async () => {
    const { id, email, token } = await invited(app, acme);
    const bob = await aPerson(app, { email });
    await app.sql('UPDATE invitations SET expires_at = now() WHERE id = $1', [id]);

    const answer = await resend(id).expect(200);

    expect(answer.body.data).toMatchObject({ id, status: 'pending' });
    const newer = await invitationToken(app, email);
    expect(newer).not.toBe(token);
    await accept(app, bob, token).expect(404);
    await accept(app, bob, newer).expect(200);
  });

  it('stands on the right of whoever sent it again', async () => {
    const first = await aMember(app, acme.workspaceId, 'admin');
    const { id, email } = await invited(app, acme, { by: first });
    await app.sql('DELETE FROM memberships WHERE user_id = $1', [first.id]);
    await resend(id).expect(200);

    const bob = await aPerson(app, { email });
    await accept(app, bob, await invitationToken(app, email)).expect(200);
    expect(await membersOf(app, acme.workspaceId)).toMatchObject({ [bob.id]: 'member' });
  });

  it('G2 tells those who may not do it nothing about ids: each is refused in the same words', async () => {
    const { id } = await invited(app, acme);
    const unverified = await aMember(app, acme.workspaceId, 'admin');
    await app.sql('UPDATE users SET email_verified = false WHERE id = $1', [unverified.id]);
    const viewer = await aMember(app, acme.workspaceId, 'viewer');
    const foreign = (await invited(app, beta)).id;
    const faces = async (act: (id: string) => ReturnType<typeof resend>) => {
      const seen = [];
      for (const each of [id, foreign, randomUUID(), 'nonsense']) seen.push(faceOf(await act(each)));
      return seen;
    };
    for (const act of [
      (each: string) => resend(each, unverified),
      (each: string) => resend(each, viewer),
      (each: string) => remove(each, viewer as VerifiedOwner),
    ]) {
      const seen = await faces(act);
      expect(seen[0]?.status).toBe(403);
      expect(seen.slice(1)).toEqual([seen[0], seen[0], seen[0]]);
    }
    const known = await Promise.all([foreign, randomUUID(), 'nonsense'].map((each) => resend(each)));
    expect(known.map(faceOf)).toEqual(Array(3).fill(faceOf(known[0]!)));
    expect(known[0]?.status).toBe(404);
  });

  it('G8 is not for managers when the invitation gives a role above theirs', async () => {
    const manager = await aMember(app, acme.workspaceId, 'manager');
    const { id } = await invited(app, acme, { role: 'admin' });
    for (const call of [() => remove(id, manager as VerifiedOwner), () => resend(id, manager)]) {
      await expectRefusal(app, call, { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] });
    }
  });

  it('is written down', async () => {
    const host = await aVerifiedOwner(app);
    const { id } = await invited(app, host);
    const options = { token: host.accessToken };
    await app
      .post(`/workspaces/${host.workspaceId}/invitations/${id}/resend`, undefined, options)
      .expect(200);
    await app
      .call('delete', `/workspaces/${host.workspaceId}/invitations/${id}`, undefined, options)
      .expect(200);
    for (const action of ['invite.created', 'invite.resent', 'invite.revoked']) {
      expect(await auditCount(app, host.workspaceId, action)).toBe(1);
    }
  });
});
