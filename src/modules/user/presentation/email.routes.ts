import Joi from 'joi';
import { email, endpoint, ok, signedIn, text } from '../../../core/kit';
import { AskForNewEmail } from '../application/AskForNewEmail';

interface NewEmail {
  readonly email: string;
  readonly password: string;
}

const change = endpoint({
  method: 'post',
  path: '/users/me/email',
  access: signedIn,
  tag: 'Users',
  summary: 'Ask for another e-mail address',
  description:
    'The new address gets a mail with a token for `POST /auth/verify-email`, the old one is told. The token holds for ' +
    'an hour and dies with the session that asked. The answer is the same when another account has the address.',
  body: Joi.object<NewEmail, true>({ email: email().required(), password: text(1024).required() }),
  responses: {
    200: {
      description: 'If the address can be had, a mail is on its way to it',
      data: Joi.object({ ok: Joi.boolean().valid(true).required() }).id('EmailChangeAsked'),
    },
  },
  refusals: ['INVALID_CREDENTIALS', 'ACCOUNT_LOCKED', 'HASHING_BUSY'],
  uses: { askForNewEmail: AskForNewEmail },
  async handle({ caller, body }, { askForNewEmail }) {
    await askForNewEmail.execute(caller, body.email, body.password);
    return ok('If the address can be had, a mail is on its way to it', { ok: true });
  },
});

export const emailEndpoints = [change];
