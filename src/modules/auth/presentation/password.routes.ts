import Joi from 'joi';
import { anyone, email, endpoint, ok, secret, signedIn } from '../../../core/kit';
import { ChangePassword, type ChangePasswordInput } from '../application/ChangePassword';
import { RequestPasswordReset } from '../application/RequestPasswordReset';
import { ResetPassword } from '../application/ResetPassword';
import { done, doneSchema, newPassword, password } from './auth.schemas';

const forgot = endpoint({
  method: 'post',
  path: '/auth/forgot-password',
  access: anyone,
  limit: 'auth',
  tag: 'Auth',
  summary: 'Ask for a mail to reset a forgotten password',
  description: 'Answers the same whether the address has an account or not. At most three mails an hour.',
  body: Joi.object<{ email: string }, true>({ email: email().required() }),
  responses: { 200: { description: 'If there is such an account, a mail is on its way', data: doneSchema } },
  uses: { requestPasswordReset: RequestPasswordReset },
  async handle({ body }, { requestPasswordReset }) {
    await requestPasswordReset.execute(body.email);
    return ok('If there is such an account, a mail is on its way', done);
  },
});

const reset = endpoint({
  method: 'post',
  path: '/auth/reset-password',
  access: anyone,
  limit: 'auth',
  tag: 'Auth',
  summary: 'Set a new password with a mailed token',
  description: 'Every session of the account ends, and its lock is lifted.',
  body: Joi.object<{ token: string; newPassword: string }, true>({
    token: secret().required(),
    newPassword: newPassword(),
  }),
  responses: { 200: { description: 'The password is changed', data: doneSchema } },
  refusals: ['TOKEN_INVALID', 'HASHING_BUSY'],
  uses: { resetPassword: ResetPassword },
  async handle({ body }, { resetPassword }) {
    await resetPassword.execute(body.token, body.newPassword);
    return ok('Password changed; sign in with the new one', done);
  },
});

const change = endpoint({
  method: 'post',
  path: '/auth/change-password',
  access: signedIn,
  tag: 'Auth',
  summary: 'Change your password',
  description: 'Your other sessions end.',
  body: Joi.object<ChangePasswordInput, true>({ currentPassword: password(), newPassword: newPassword() }),
  responses: { 200: { description: 'The password is changed', data: doneSchema } },
  refusals: ['INVALID_CREDENTIALS', 'ACCOUNT_LOCKED', 'HASHING_BUSY'],
  uses: { changePassword: ChangePassword },
  async handle({ body, caller }, { changePassword }) {
    await changePassword.execute(caller.userId, caller.sid, body);
    return ok('Password changed', done);
  },
});

export const passwordEndpoints = [forgot, reset, change];
