import { randomUUID } from 'node:crypto';
import { aMember, aSuperAdmin, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { manyWorkspacesOf } from '../../support/app/manyWorkspacesOf';
import { PASSWORD, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let ann: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
});
beforeEach(async () => {
  ann = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

const as = (person: Person) => ({ token: person.accessToken });
const path = (rest = '') => `/workspaces/${ann.workspaceId}/transfer-ownership${rest}`;
const offer = (by: Person, userId: string, password = PASSWORD) =>
  app.post(path(), { userId, password }, as(by));
const accept = (by: Person, password = PASSWORD) => app.post(path('/accept'), { password }, as(by));
const roles = async () => {
  const rows = await app.sql<{ user_id: string; role: string }>(
    'SELECT user_id, role FROM memberships WHERE workspace_id = $1',
    [ann.workspaceId],
  );
  return Object.fromEntries(rows.map(({ user_id: id, role }) => [id, role]));
};

describe('handing over the ownership', () => {
  it('takes an offer and an acceptance, each with password; the giver becomes an admin', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');

    await offer(ann, ben.id).expect(200);
    expect(await roles()).toEqual({ [ann.id]: 'owner', [ben.id]: 'member' });
    await app.drain();
    const subjects = app.mails.mails.filter(({ envelope }) => envelope.to.includes(ben.email));
    expect(subjects.map(({ subject }) => subject)).toContain('Become the owner of Acme');
    await accept(ben).expect(200);

    expect(await roles()).toEqual({ [ann.id]: 'admin', [ben.id]: 'owner' });
    const actions = await app.sql<{ action: string; actor_id: string }>(
      `SELECT action, actor_id FROM audit_log WHERE workspace_id = $1 AND action LIKE 'ownership.%' ORDER BY id`,
      [ann.workspaceId],
    );
    expect(actions).toEqual([
      { action: 'ownership.offered', actor_id: ann.id },
      { action: 'ownership.transferred', actor_id: ben.id },
    ]);
    await offer(ann, ben.id).expect(403);
    await accept(ben).expect(404);
  });

  it('is told to the workspace, and why both roles changed', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    await offer(ann, ben.id).expect(200);
    await accept(ben).expect(200);
    await app.drain();
    const told = await app.sql(
      `SELECT name, payload FROM outbox WHERE workspace_id = $1 AND seq > 1 ORDER BY seq`,
      [ann.workspaceId],
    );
    const reason = 'ownership-transferred';
    expect(told).toEqual([
      { name: 'workspace:ownership-offered', payload: { userId: ben.id } },
      { name: 'workspace:member:role-changed', payload: { userId: ben.id, role: 'owner', reason } },
      { name: 'workspace:member:role-changed', payload: { userId: ann.id, role: 'admin', reason } },
      { name: 'workspace:ownership-transferred', payload: { userId: ben.id, fromUserId: ann.id } },
    ]);
  });

  it('A5 refuses a wrong password on either side, which counts as a failed sign-in', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    const wrong = { status: 401, code: 'INVALID_CREDENTIALS', writes: ['audit_log', 'login_throttles'] };
    await expectRefusal(app, () => offer(ann, ben.id, 'a wrong passphrase'), wrong);
    await offer(ann, ben.id).expect(200);
    await expectRefusal(app, () => accept(ben, 'a wrong passphrase'), wrong);
    for (let more = 1; more < 5; more += 1) await accept(ben, 'a wrong passphrase').expect(401);
    await accept(ben).expect(423);
    expect(await roles()).toMatchObject({ [ann.id]: 'owner', [ben.id]: 'member' });
  });

  it.each(['admin', 'manager', 'member', 'viewer'] as const)('is not for a %s to offer', async (role) => {
    const person = await aMember(app, ann.workspaceId, role);
    await offer(person, ann.id).expect(403);
  });

  it('is not for a super admin who is no owner', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    await offer(await aSuperAdmin(app), ben.id).expect(403);
  });

  it('is offered to nobody outside, to no owner and to nobody inactive', async () => {
    const [stranger, ben] = [await aVerifiedOwner(app), await aMember(app, ann.workspaceId, 'admin')];
    await offer(ann, stranger.id).expect(404);
    await offer(ann, randomUUID()).expect(404);
    await offer(ann, 'ben').expect(400);
    await app.sql(`UPDATE memberships SET status = 'inactive' WHERE user_id = $1`, [ben.id]);
    for (const id of [ann.id, ben.id]) {
      const answer = await offer(ann, id).expect(409);
      expect(answer.body.code).toBe('TRANSFER_IMPOSSIBLE');
    }
  });

  it('is off after seven days, with a new offer, and when either leaves', async () => {
    const [ben, cid] = [
      await aMember(app, ann.workspaceId, 'member'),
      await aMember(app, ann.workspaceId, 'owner'),
    ];
    await offer(ann, ben.id).expect(200);
    await app.sql(`UPDATE ownership_offers SET expires_at = now() WHERE workspace_id = $1`, [
      ann.workspaceId,
    ]);
    await accept(ben).expect(404);
    await offer(cid, ben.id).expect(200);
    await app.post(`/workspaces/${ann.workspaceId}/leave`, {}, as(cid)).expect(200);
    await accept(ben).expect(404);
  });

  it('is off when the one who offered it is no owner any more', async () => {
    const [ben, cid] = [
      await aMember(app, ann.workspaceId, 'member'),
      await aMember(app, ann.workspaceId, 'owner'),
    ];
    await offer(cid, ben.id).expect(200);
    await app
      .call('patch', `/workspaces/${ann.workspaceId}/members/${cid.id}`, { role: 'viewer' }, as(ann))
      .expect(200);
    await accept(ben).expect(404);
    expect(await roles()).toMatchObject({ [ann.id]: 'owner', [ben.id]: 'member', [cid.id]: 'viewer' });
  });

  it('G21 makes nobody the owner of more than 100 workspaces, and stays open until they own fewer', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    await manyWorkspacesOf(app, ben.id, 100);
    await offer(ann, ben.id).expect(200);
    await expectRefusal(app, () => accept(ben), {
      ...{ status: 409, code: 'WORKSPACE_LIMIT', writes: ['login_throttles'] },
    });
    expect(await roles()).toEqual({ [ann.id]: 'owner', [ben.id]: 'member' });

    await app.sql(`UPDATE memberships SET role = 'member' WHERE user_id = $1`, [ben.id]);

    await accept(ben).expect(200);
  });

  it('G12 offered to two people at once, and accepted by both 25 times at once, goes to one of them', async () => {
    const [ben, cid] = [
      await aMember(app, ann.workspaceId, 'member'),
      await aMember(app, ann.workspaceId, 'member'),
    ];
    await Promise.all([offer(ann, ben.id).expect(200), offer(ann, cid.id).expect(200)]);

    const acceptances = Array.from({ length: 50 }, (_, turn) => accept(turn % 2 === 0 ? ben : cid));
    const statuses = (await Promise.all(acceptances)).map(({ status }) => status);

    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    const after = await roles();
    expect(after[ann.id]).toBe('admin');
    expect(Object.values(after).filter((role) => role === 'owner')).toHaveLength(1);
  });
});
