import Joi from 'joi';
import { endpoint, line, ok, signedIn } from '../../../core/kit';
import { ChangeMyProfile } from '../application/ChangeMyProfile';
import { MyProfile } from '../application/MyProfile';
import type { Profile } from '../domain/User';
import { accountGone } from '../domain/errors';
import { ownUserSchema, ownUserView } from './user.views';

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

export const userEndpoints = [readMe, changeMe];
