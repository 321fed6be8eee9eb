import Joi from 'joi';
import { anyone, email, endpoint, ok, secret } from '../../../core/kit';
import { RequestVerification } from '../application/RequestVerification';
import { VerifyEmail } from '../application/VerifyEmail';
import { done, doneSchema } from './auth.schemas';

const verify = endpoint({
  method: 'post',
  path: '/auth/verify-email',
  access: anyone,
  limit: 'auth',
  tag: 'Auth',
  summary: 'Verify an address with a mailed token',
  body: Joi.object<{ token: string }, true>({ token: secret().required() }),
  responses: { 200: { description: 'The address is verified', data: doneSchema } },
  refusals: ['TOKEN_INVALID'],
  uses: { verifyEmail: VerifyEmail },
  async handle({ body }, { verifyEmail }) {
    await verifyEmail.execute(body.token);
    return ok('Address verified', done);
  },
});

const resend = endpoint({
  method: 'post',
  path: '/auth/resend-verification',
  access: anyone,
  limit: 'auth',
  tag: 'Auth',
  summary: 'Ask for another verification mail',
  description: 'Answers the same whatever the address. At most three mails an hour.',
  body: Joi.object<{ email: string }, true>({ email: email().required() }),
  responses: {
    200: { description: 'If the address awaits verification, a mail is on its way', data: doneSchema },
  },
  uses: { requestVerification: RequestVerification },
  async handle({ body }, { requestVerification }) {
    await requestVerification.execute(body.email);
    return ok('If the address awaits verification, a mail is on its way', done);
  },
});

export const verificationEndpoints = [verify, resend];
