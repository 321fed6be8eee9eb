import Joi from 'joi';
import { endpoint, line, ok, signedIn, text, time } from '../../../core/kit';
import { ChangeMyProfile } from '../application/ChangeMyProfile';
import { DeleteMyAccount } from '../application/DeleteMyAccount';
import { ExportMyData } from '../application/ExportMyData';
import { MyProfile } from '../application/MyProfile';
import type { Profile } from '../domain/User';
import { accountGone } from '../domain/errors';
import { deletedSchema, ownUserSchema, ownUserView } from './user.views';

const readMe = endpoint({
  method: 'get',
  path: '/users/me',
  access: signedIn,
  tag: 'Users',
  summary: 'Read your own account',
  responses: { 200: { description: 'Your account', data: ownUserSchema } },
  uses: { myProfile: MyProfile },
  async handle({ caller }, { myProfile }) {
    const me = await myProfile.read(caller.userId);
    if (!me) throw accountGone();
    return ok('Your account', ownUserView(me.state, me.version), { version: me.version });
  },
});

const changeMe = endpoint({
  method: ['patch', 'put'],
  path: '/users/me',
  access: signedIn,
  tag: 'Users',
  summary: 'Change your profile',
  description: 'Changes the fields that are named. `If-Match` refuses when somebody changed it meanwhile.',
  body: Joi.object<Partial<Profile>, true>({ firstName: line(80), lastName: line(80).allow('') }).or(
    'firstName',
    'lastName',
  ),
  responses: { 200: { description: 'The account as it is now', data: ownUserSchema } },
  refusals: ['PRECONDITION_FAILED', 'VERSION_STALE'],
  uses: { changeMyProfile: ChangeMyProfile },
  async handle({ caller, body, ifVersion }, { changeMyProfile }) {
    const user = await changeMyProfile.execute(caller.userId, body, ifVersion);
    return ok('Profile changed', ownUserView(user.state, user.version), { version: user.version });
  },
});

const deleteMe = endpoint({
  method: 'delete',
  path: '/users/me',
  access: signedIn,
  tag: 'Users',
  summary: 'Delete your account',
  description:
    'Takes you out of every workspace and signs you out everywhere. Refused while you are the last owner of a ' +
    'workspace, or the last active super admin. A super admin can restore the account for 30 days; its e-mail is free at once.',
  body: Joi.object<{ password: string }, true>({ password: text(1024).required() }),
  responses: { 200: { description: 'The account is deleted', data: deletedSchema } },
  refusals: [
    ...['INVALID_CREDENTIALS', 'ACCOUNT_LOCKED', 'HASHING_BUSY'],
    ...['LAST_OWNER', 'LAST_SUPER_ADMIN', 'VERSION_STALE'],
  ],
  uses: { deleteMyAccount: DeleteMyAccount },
  async handle({ caller, body }, { deleteMyAccount }) {
    await deleteMyAccount.execute(caller, body.password);
    return ok('Account deleted', { id: caller.userId });
  },
});

const exportMe = endpoint({
  method: 'get',
  path: '/users/me/export',
  access: signedIn,
  tag: 'Users',
  summary: 'Take a copy of what is held about you',
  description:
    'Every module adds its chapters: profile, memberships, live sessions, security log. Of a list the newest 10,000 ' +
    'entries; its own route leads to all.',
  responses: {
    200: {
      description: 'Chapters by name',
      data: Joi.object({ exportedAt: time().required() }).unknown(true).id('PersonalData'),
    },
  },
  uses: { exportMyData: ExportMyData },
  async handle({ caller }, { exportMyData }) {
    return ok('All that is held about you', await exportMyData.execute(caller.userId));
  },
});

export const userEndpoints = [readMe, changeMe, deleteMe, exportMe];
