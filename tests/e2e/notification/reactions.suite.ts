import type { PublishedEvent } from '../../../src/core/application/EventBus';
import { Random } from '../../../src/core/application/Random';
import { UnitOfWork } from '../../../src/core/application/UnitOfWork';
import { NotifyMemberWhenRemoved } from '../../../src/modules/notification/application/NotifyMemberWhenRemoved';
import { accept, invite, invited } from '../../support/app/inviting';
import {
  aMember,
  aSuperAdmin,
  aVerifiedOwner,
  aVerifiedPerson,
  join,
  type VerifiedOwner,
} from '../../support/app/members';
import { turnOnMfa, unusedCode } from '../../support/app/mfa';
import { kindsOf, notificationsOf, subjectsTo } from '../../support/app/notifications';
import { anEmail, aPerson, mailedToken, PASSWORD, signIn, type Person } from '../../support/app/people';
import { rowsAdded } from '../../support/app/tableCounts';
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

const as = ({ accessToken: token }: Person) => ({ token });
const change = (by: Person, { id }: Person, body: object) =>
  app.call('patch', `/workspaces/${ann.workspaceId}/members/${id}`, body, as(by)).expect(200);
const newMails = async (person: Person, act: () => Promise<unknown>) => {
  const before = (await subjectsTo(app, person)).length;
  await act();
  return (await subjectsTo(app, person)).slice(before);
};

describe('a flood', () => {
  it('of notices by whoever leads a workspace is in the list, and ends in the mailbox with the twentieth', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    await app.drain();
    const told = async () => (await kindsOf(app, ben)).length;
    const before = await told();
    const some = 20 - before - 1;
    await app.sql(
      `INSERT INTO notifications (user_id, id, kind, message, facts)
       SELECT $1, gen_random_uuid(), 'membership.role-changed', 'Told before.', '{}' FROM generate_series(1, $2::int)`,
      [ben.id, some],
    );
    const mails = await newMails(ben, async () => {
      await change(ann, ben, { role: 'viewer' });
      await change(ann, ben, { role: 'member' });
      await app.drain();
    });
    expect(mails).toHaveLength(1);
    expect(await told()).toBe(before + some + 2);
  });
});

describe('an invitation', () => {
  it('is told to the account that has the address, whose only mail is the invitation itself', async () => {
    const ben = await aVerifiedPerson(app);
    const mails = await newMails(ben, () => invited(app, ann, { email: ben.email, role: 'manager' }));
    expect(await notificationsOf(app, ben)).toEqual([
      {
        id: expect.any(String),
        kind: 'invitation.received',
        message: 'Ann Smith invites you to join Acme as manager. The link came by mail.',
        facts: { workspaceName: 'Acme', inviterName: 'Ann Smith', role: 'manager' },
        workspaceId: ann.workspaceId,
        createdAt: expect.any(String),
        readAt: null,
      },
    ]);
    expect(mails).toEqual(['Join Acme']);
  });

  it('is told to nobody who has not shown that the address is theirs', async () => {
    const eve = await aPerson(app);
    await invited(app, ann, { email: eve.email });
    expect(await kindsOf(app, eve)).toEqual([]);
    const added = await rowsAdded(app, () =>
      invite(app, ann, ann.workspaceId, { email: anEmail(), role: 'member' }).expect(201),
    );
    expect(added).not.toHaveProperty('notifications');
  });

  it('that is accepted is told to owners and admins, not to members nor to whoever joined', async () => {
    const [admin, viewer] = [
      await aMember(app, ann.workspaceId, 'admin'),
      await aMember(app, ann.workspaceId, 'viewer'),
    ];
    const ben = await aVerifiedPerson(app);
    const { token } = await invited(app, ann, { email: ben.email });
    const mails = await newMails(ann, () => accept(app, ben, token).then(() => undefined));
    for (const leader of [ann, admin]) {
      expect(await notificationsOf(app, leader)).toMatchObject([
        { kind: 'people.joined', message: 'Ann Smith joined Acme as member.', workspaceId: ann.workspaceId },
      ]);
    }
    expect(await kindsOf(app, viewer)).toEqual([]);
    expect(await kindsOf(app, ben)).toEqual(['invitation.received']);
    expect(mails).toEqual([]);
  });

  it('that is accepted is told to no admin whose membership is inactive', async () => {
    const admin = await aMember(app, ann.workspaceId, 'admin');
    await app.sql(`UPDATE memberships SET status = 'inactive' WHERE user_id = $1`, [admin.id]);
    const ben = await aVerifiedPerson(app);
    const { token } = await invited(app, ann, { email: ben.email });
    await accept(app, ben, token);
    expect(await kindsOf(app, admin)).toEqual([]);
  });

  it('founding a workspace tells nobody, and costs no job', async () => {
    expect(await kindsOf(app, ann)).toEqual([]);
    const jobs = await app.sql(
      `SELECT 1 FROM jobs WHERE kind = 'reaction:NotifyLeadersWhenMemberJoined'
         AND payload #>> '{event,workspaceId}' = $1`,
      [ann.workspaceId],
    );
    expect(jobs).toEqual([]);
  });
});

describe('a membership', () => {
  it('that gets another role is told to the member, here and by mail', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    const mails = await newMails(ben, () => change(ann, ben, { role: 'admin' }).then(() => undefined));
    expect(await notificationsOf(app, ben)).toMatchObject([
      { kind: 'membership.role-changed', message: 'Your role in Acme is admin now.' },
    ]);
    expect(mails).toEqual(['Your role in Acme is admin now']);
    expect(await kindsOf(app, ann)).toEqual([]);
  });

  it.each([
    ['whose address is not verified', 'email_verified = false'],
    ['whose account is locked', `status = 'inactive'`],
  ])('that gets another role is told to a member %s here, and not by mail', async (_who, state) => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    await app.sql(`UPDATE users SET ${state} WHERE id = $1`, [ben.id]);
    const mails = await newMails(ben, () => change(ann, ben, { role: 'admin' }));
    expect(await app.sql('SELECT kind FROM notifications WHERE user_id = $1', [ben.id])).toEqual([
      { kind: 'membership.role-changed' },
    ]);
    expect(mails).toEqual([]);
  });

  it('that one changes oneself is told to nobody', async () => {
    const cid = await aMember(app, ann.workspaceId, 'owner');
    await change(cid, cid, { role: 'member' });
    expect(await kindsOf(app, cid)).toEqual([]);
    await app.post(`/workspaces/${ann.workspaceId}/leave`, {}, as(cid)).expect(200);
    expect(await kindsOf(app, cid)).toEqual([]);
  });

  it('that gets custom roles is told to the member', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    const role = { name: 'Support', permissions: ['users.read'] };
    const made = await app.post(`/workspaces/${ann.workspaceId}/roles`, role, as(ann)).expect(201);
    const path = `/workspaces/${ann.workspaceId}/members/${ben.id}/roles`;
    await app.call('put', path, { roleIds: [made.body.data.id] }, as(ann)).expect(200);
    expect(await notificationsOf(app, ben)).toMatchObject([
      { kind: 'membership.custom-roles-changed', message: 'Your custom roles in Acme changed.' },
    ]);
  });

  it('that is deactivated, activated and ended is told each time, also to whoever is out by then', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    await change(ann, ben, { status: 'inactive' });
    await change(ann, ben, { status: 'active' });
    await app
      .call('delete', `/workspaces/${ann.workspaceId}/members/${ben.id}`, undefined, as(ann))
      .expect(200);
    expect((await notificationsOf(app, ben)).map(({ message }) => message)).toEqual([
      'You were removed from Acme.',
      'Your membership in Acme is active again.',
      'Your membership in Acme was deactivated.',
    ]);
    expect(await subjectsTo(app, ben)).toEqual(
      expect.arrayContaining([
        'Your membership in Acme was deactivated',
        'Your membership in Acme is active again',
        'You were removed from Acme',
      ]),
    );
  });

  it('of a deleted account is told to nobody', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    const added = await rowsAdded(app, () =>
      app.call('delete', '/users/me', { password: PASSWORD }, as(ben)).expect(200),
    );
    expect(added).not.toHaveProperty('notifications');
  });
});

describe('the ownership', () => {
  it('that is offered and accepted is told to either side, once, by one mail', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    const path = `/workspaces/${ann.workspaceId}/transfer-ownership`;
    const offers = await newMails(ben, () =>
      app.post(path, { userId: ben.id, password: PASSWORD }, as(ann)).expect(200),
    );
    expect(offers).toEqual(['Become the owner of Acme']);
    expect(await notificationsOf(app, ben)).toMatchObject([
      { kind: 'ownership.offered', message: expect.stringContaining('Ann Smith offers you the ownership') },
    ]);

    const mails = await newMails(ann, () =>
      app.post(`${path}/accept`, { password: PASSWORD }, as(ben)).expect(200),
    );
    expect(mails).toEqual(['Ann Smith is the owner of Acme now, and you are an admin']);
    expect(await kindsOf(app, ann)).toEqual(['ownership.transferred']);
    expect(await kindsOf(app, ben)).toEqual(['ownership.offered']);
  });
});

describe('a workspace', () => {
  it('that the operator suspends and opens is told to its owners alone', async () => {
    const [cid, ben, root] = [
      await aMember(app, ann.workspaceId, 'owner'),
      await aMember(app, ann.workspaceId, 'admin'),
      await aSuperAdmin(app),
    ];
    for (const status of ['suspended', 'active']) {
      await app.call('patch', `/workspaces/${ann.workspaceId}/status`, { status }, as(root)).expect(200);
    }
    for (const owner of [ann, cid]) {
      expect(await kindsOf(app, owner)).toEqual(['workspace.activated', 'workspace.suspended']);
    }
    expect(await kindsOf(app, ben)).toEqual([]);
    expect(await kindsOf(app, root)).toEqual([]);
  });

  it('that one owner deletes and restores is told to the other', async () => {
    const cid = await aMember(app, ann.workspaceId, 'owner');
    const path = `/workspaces/${ann.workspaceId}`;
    await app.call('delete', path, undefined, as(ann)).expect(200);
    await app.post(`${path}/restore`, {}, as(ann)).expect(200);
    expect(await notificationsOf(app, cid)).toMatchObject([
      { message: 'Acme was restored.' },
      { message: 'Acme was deleted. An owner can restore it for 30 days.', workspaceId: ann.workspaceId },
    ]);
    expect(await kindsOf(app, ann)).toEqual([]);
  });

  it('tells nothing to the people of another one', async () => {
    const beth = await aVerifiedOwner(app);
    const ben = await aMember(app, ann.workspaceId, 'member');
    await join(app, beth.workspaceId, ben.id, 'member');
    await change(ann, ben, { role: 'manager' });
    expect(await kindsOf(app, beth)).toEqual([]);
    expect(await notificationsOf(app, ben)).toMatchObject([{ workspaceId: ann.workspaceId }]);
  });
});

/** As the outbox tells it. */
const removalOf = ({ id }: Person): PublishedEvent<'workspace:member:removed'> => ({
  ...{ id: app.resolve(Random).id(), event: 'workspace:member:removed', seq: 7 },
  ...{ workspaceId: ann.workspaceId, subjectId: id, actorId: ann.id },
  ...{ occurredAt: new Date().toISOString(), requestId: null, payload: { userId: id, reason: 'removed' } },
});
const told = (event: PublishedEvent<'workspace:member:removed'>) =>
  app
    .resolve(UnitOfWork)
    .run({ as: 'system', for: 'a test' }, () => app.resolve(NotifyMemberWhenRemoved).react(event));

it('an event that is told late reaches nobody whose account is deleted by then', async () => {
  const ben = await aMember(app, ann.workspaceId, 'member');
  await app.call('delete', '/users/me', { password: PASSWORD }, as(ben)).expect(200);
  await app.drain();
  expect(await rowsAdded(app, () => told(removalOf(ben)))).toEqual({});
});

describe('an event that is delivered fifty times at once', () => {
  it('makes one notification, one notification:new and one mail', async () => {
    const ben = await aMember(app, ann.workspaceId, 'member');
    const event = removalOf(ben);
    const deliver = () => told(event);
    const added = await rowsAdded(app, () => Promise.all(Array.from({ length: 50 }, deliver)));
    expect(added).toEqual({ notifications: 1, outbox: 1, jobs: 1 });
    expect(await notificationsOf(app, ben)).toMatchObject([{ id: event.id, kind: 'membership.ended' }]);
    expect(await subjectsTo(app, ben)).toContain('You were removed from Acme');
    expect(await rowsAdded(app, deliver)).toEqual({});
  });
});

describe('the security of an account', () => {
  const NEW = 'another fine passphrase';

  it('is told of a changed password, whose mail is the one there always was', async () => {
    const ben = await aVerifiedPerson(app);
    const body = { currentPassword: PASSWORD, newPassword: NEW };
    const mails = await newMails(ben, () => app.post('/auth/change-password', body, as(ben)).expect(200));
    expect(await notificationsOf(app, ben)).toMatchObject([
      { kind: 'security.password-changed', message: 'Your password was changed.', workspaceId: null },
    ]);
    expect(mails).toEqual(['Your password was changed']);
  });

  it('is told of a password that was reset', async () => {
    const ben = await aVerifiedPerson(app);
    await app.post('/auth/forgot-password', { email: ben.email }).expect(200);
    const token = await mailedToken(app, ben.email, '/reset-password');
    await app.post('/auth/reset-password', { token, newPassword: NEW }).expect(200);
    const again = await signIn(app, { email: ben.email, password: NEW });
    expect(await kindsOf(app, again)).toEqual(['security.password-reset']);
  });

  it('is told of a stolen refresh token, with one mail', async () => {
    const ben = await aVerifiedPerson(app);
    await app.post('/auth/refresh', { refreshToken: ben.refreshToken }).expect(200);
    await app.sql(`UPDATE refresh_tokens SET rotated_at = rotated_at - interval '1 minute'`);
    const mails = await newMails(ben, () =>
      app.post('/auth/refresh', { refreshToken: ben.refreshToken }).expect(401),
    );
    expect(mails).toHaveLength(1);
    expect(await kindsOf(app, await signIn(app, ben))).toEqual(['security.session-stolen']);
  });

  it('is told of the second factor, and of recovery codes that are made or used, by one mail each', async () => {
    const ben = await turnOnMfa(app, await aVerifiedPerson(app));
    const login = { email: ben.email, password: PASSWORD, mfaCode: ben.recoveryCodes[0] };
    await app.post('/auth/login', login).expect(200);
    await app.post('/auth/mfa/recovery-codes', { password: PASSWORD }, as(ben)).expect(200);
    const proof = { password: PASSWORD, code: await unusedCode(app, ben) };
    await app.call('delete', '/auth/mfa/totp', proof, as(ben)).expect(200);
    expect((await notificationsOf(app, ben)).map(({ message }) => message)).toEqual([
      'Your second factor was turned off.',
      'You have new recovery codes; the old ones do not work any more.',
      'A recovery code was used. Codes left: 9.',
      'Your second factor was turned on.',
    ]);
    const subjects = (await subjectsTo(app, ben)).filter((subject) => /recovery|factor/.test(subject));
    expect(subjects.sort()).toEqual([
      'A recovery code was used',
      'You have new recovery codes',
      'Your second factor was turned off',
      'Your second factor was turned on',
    ]);
  });

  it('is told of another e-mail address', async () => {
    const ben = await aVerifiedPerson(app);
    const email = anEmail('new');
    await app.post('/users/me/email', { email, password: PASSWORD }, as(ben)).expect(200);
    await app
      .post('/auth/verify-email', { token: await mailedToken(app, email, '/verify-email') })
      .expect(200);
    expect(await notificationsOf(app, ben)).toMatchObject([
      { kind: 'security.email-changed', message: `The e-mail address of your account is ${email} now.` },
    ]);
  });
});
