import { invitationToken } from '../../support/app/inviting';
import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { anEmail, anOwner, type Person } from '../../support/app/people';
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

const inviteAll = (by: Person, invitations: unknown, workspaceId = acme.workspaceId) =>
  app.post(`/workspaces/${workspaceId}/members/invite/bulk`, { invitations }, { token: by.accessToken });
const codes = (body: { data: { refusal: { code: string } | null }[] }) =>
  body.data.map(({ refusal }) => refusal?.code ?? 'sent');
const rows = (many: number) =>
  Array.from({ length: many }, () => ({ email: anEmail('bob'), role: 'member' }));
/** Mails that were ever owed, sent or not. */
const mailsOwed = async () => {
  const [row] = await app.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM jobs WHERE kind = 'mail.send'`,
  );
  return row?.count ?? 0;
};

describe('inviting many at once', () => {
  it('refuses single rows and sends the others', async () => {
    const manager = await aMember(app, acme.workspaceId, 'manager');
    const [one = { email: '', role: '' }, other = one] = rows(2);
    const answer = await inviteAll(manager, [
      one,
      { ...one, role: 'viewer' },
      { email: acme.email, role: 'member' },
      { email: anEmail(), role: 'admin' },
      other,
    ]).expect(200);

    expect(codes(answer.body)).toEqual(['sent', 'INVITATION_PENDING', 'ALREADY_MEMBER', 'FORBIDDEN', 'sent']);
    for (const { email } of [one, other]) {
      expect(await invitationToken(app, email)).toMatch(/^[\w-]{43}$/);
    }
  });

  it('H8 stops at the limit of the inviter', async () => {
    const host = await aVerifiedOwner(app);
    const invitations = rows(3);
    await inviteAll(host, invitations.slice(0, 1), host.workspaceId).expect(200);
    await app.sql('UPDATE invitation_quotas SET sent = 199 WHERE key = $1', [`inviter:${host.id}`]);
    const answer = await inviteAll(host, invitations.slice(1), host.workspaceId).expect(200);
    expect(codes(answer.body)).toEqual(['sent', 'INVITATION_LIMIT']);
  });

  it.each([
    ['no rows', []],
    ['more than a hundred', rows(101)],
    ['a row without an address', [{ role: 'member' }]],
    ['a row with more', [{ email: 'bob@example.com', role: 'member', token: 'x' }]],
    ['no list', { email: 'bob@example.com', role: 'member' }],
  ])('refuses %s, and sends nothing', async (_what, invitations) => {
    await expectRefusal(app, () => inviteAll(acme, invitations), { status: 400, code: 'VALIDATION_ERROR' });
  });

  it('is for those who may invite, in their workspace', async () => {
    const member = await aMember(app, acme.workspaceId, 'member');
    const unverified = await anOwner(app);
    const denied = { status: 403, writes: ['audit_log'] };
    await expectRefusal(app, () => inviteAll(member, rows(1)), { ...denied, code: 'FORBIDDEN' });
    await expectRefusal(app, () => inviteAll(unverified, rows(1), unverified.workspaceId ?? ''), {
      ...denied,
      code: 'EMAIL_NOT_VERIFIED',
    });
    await expectRefusal(app, () => inviteAll(beta, rows(1)), { status: 404, code: 'NOT_FOUND' });
  });

  it('sends a hundred, and answers for each', async () => {
    const [invitations, before] = [rows(100), await mailsOwed()];
    const answer = await inviteAll(acme, invitations).expect(200);

    expect(answer.body.message).toBe('100 of 100 invited');
    expect(answer.body.data.map(({ email }: { email: string }) => email)).toEqual(
      invitations.map(({ email }) => email),
    );
    const stored = await app.sql<{ id: string }>(
      `SELECT id FROM invitations WHERE workspace_id = $1 AND email = ANY ($2) AND status = 'pending'`,
      [acme.workspaceId, invitations.map(({ email }) => email)],
    );
    expect(stored.map(({ id }) => id).sort()).toEqual(
      answer.body.data.map(({ invitationId }: { invitationId: string }) => invitationId).sort(),
    );
    expect(await mailsOwed()).toBe(before + 100);
  });
});
