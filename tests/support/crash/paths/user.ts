import { anImage } from '../../anImage';
import { aMember, aSuperAdmin, aVerifiedOwner } from '../../app/members';
import { anEmail, aPerson, type Person } from '../../app/people';
import type { CrashScene } from '../CrashScene';
import { recordedTwice } from '../leaves';
import type { WritePath } from '../WritePath';

async function aColleague(app: CrashScene) {
  const owner = await aVerifiedOwner(app);
  return { owner, member: await aMember(app, owner.workspaceId, 'member') };
}

async function withAvatar(app: CrashScene): Promise<Person> {
  const ann = await aPerson(app);
  await app
    .call('put', '/users/me/avatar', undefined, { token: ann.accessToken })
    .attach('avatar', await anImage(), 'me.png')
    .expect(200);
  return ann;
}

async function byAdmin(app: CrashScene) {
  const [by, person] = [await aSuperAdmin(app), await aPerson(app)];
  return { by, person, at: { id: person.id } };
}

export const userPaths: readonly WritePath[] = [
  {
    on: 'PATCH /users/me',
    arrange: async (app) => ({ by: await aPerson(app), with: { firstName: 'Eve' } }),
  },
  {
    on: 'DELETE /users/me',
    after: ['reaction:NotifyMemberWhenRemoved on workspace:member:removed: UPDATE jobs'],
    arrange: async (app) => ({ by: (await aColleague(app)).member }),
  },
  {
    on: 'GET /users/me/export',
    arrange: async (app) => ({ by: await aPerson(app) }),
  },
  {
    on: 'DELETE /users/:id',
    after: [
      'reaction:NotifyMemberWhenRemoved on workspace:member:removed: INSERT INTO jobs, INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => {
      const { owner, member } = await aColleague(app);
      return { by: owner, at: { id: member.id }, inside: owner.workspaceId };
    },
  },
  {
    on: 'DELETE /users/:id',
    how: 'the account, by a super admin',
    leaves: recordedTwice,
    arrange: byAdmin,
  },
  {
    on: 'POST /users/:id/restore',
    leaves: recordedTwice,
    arrange: async (app) => {
      const { by, at } = await byAdmin(app);
      await app.call('delete', `/users/${at.id}`, undefined, { token: by.accessToken }).expect(200);
      return { by, at };
    },
  },
  {
    on: 'PATCH /users/:id/status',
    leaves: recordedTwice,
    arrange: async (app) => ({ ...(await byAdmin(app)), with: { status: 'banned' } }),
  },
  {
    on: 'PATCH /users/:id/platform-role',
    leaves: recordedTwice,
    arrange: async (app) => {
      const { by, person, at } = await byAdmin(app);
      await app.sql('UPDATE users SET email_verified = true WHERE id = $1', [person.id]);
      return { by, at, with: { platformRole: 'super_admin' } };
    },
  },
  {
    on: 'POST /users/me/email',
    arrange: async (app) => ({ by: await aPerson(app), with: { email: anEmail('new') } }),
  },
  {
    on: 'PUT /users/me/avatar',
    after: ['user.erase-avatar: UPDATE jobs'],
    arrange: async (app) => ({ by: await withAvatar(app), file: await anImage('jpeg') }),
    leaves: { lines: /^files 1$/, why: 'decision 31: a crash leaves at most a file nobody names' },
  },
  {
    on: 'DELETE /users/me/avatar',
    arrange: async (app) => ({ by: await withAvatar(app) }),
  },
];
