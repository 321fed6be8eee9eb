import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { endpoint, ok, signedIn, superAdmin, text, time } from '../../../core/kit';
import { ConfirmTotp } from '../application/ConfirmTotp';
import { EnrolTotp } from '../application/EnrolTotp';
import { MfaStatus } from '../application/MfaStatus';
import { RemoveMfa } from '../application/RemoveMfa';
import { RenewRecoveryCodes, type RenewalProof } from '../application/RenewRecoveryCodes';
import { TurnOffMfa } from '../application/TurnOffMfa';
import { done, doneSchema, mfaCode, password } from './auth.schemas';

const PASSWORD_REFUSALS = ['INVALID_CREDENTIALS', 'ACCOUNT_LOCKED', 'HASHING_BUSY'];

const codesSchema = Joi.object({
  recoveryCodes: Joi.array()
    .items(Joi.string().example('k7qd-2mzx-ah5t-wn3c'))
    .length(10)
    .required()
    .description('Told this once. Each stands in for one code of the app.'),
}).id('RecoveryCodes');

const status = endpoint({
  method: 'get',
  path: '/auth/mfa',
  access: signedIn,
  tag: 'Auth',
  summary: 'See whether your second factor is on',
  responses: {
    200: {
      description: 'What is on, and how many recovery codes are left',
      data: Joi.object({
        enabled: Joi.boolean().required(),
        enabledAt: time().allow(null).required(),
        recoveryCodesLeft: Joi.number().integer().min(0).required(),
      }).id('MfaStatus'),
    },
  },
  uses: { mfa: MfaStatus },
  async handle({ caller }, { mfa }) {
    return ok('Your second factor', await mfa.of(caller.userId));
  },
});

const enrol = endpoint({
  method: 'post',
  path: '/auth/mfa/totp',
  access: signedIn,
  tag: 'Auth',
  summary: 'Connect an authenticator app',
  description:
    'Makes a secret, and takes the place of one that was not confirmed. Nothing is asked for at sign-in until a first ' +
    'code confirms it, within 15 minutes.',
  body: Joi.object<{ password: string }, true>({ password: password() }),
  responses: {
    200: {
      description: 'The secret, told this once',
      data: Joi.object({
        secret: Joi.string()
          .required()
          .example('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP')
          .description('Base32, to type.'),
        otpauthUri: Joi.string()
          .required()
          .description('What the app scans (RFC 6238: 30 s, 6 digits, SHA-1).'),
        qrCode: Joi.string().required().description('The URI as picture: a PNG in a `data:` URL.'),
      }).id('TotpEnrolment'),
    },
  },
  refusals: [...PASSWORD_REFUSALS, 'MFA_ENABLED'],
  uses: { enrolTotp: EnrolTotp },
  async handle({ caller, body }, { enrolTotp }) {
    const { secret, uri, qrCode } = await enrolTotp.execute(caller, body.password);
    return ok('Scan the picture, then confirm with a code', { secret, otpauthUri: uri, qrCode });
  },
});

const confirm = endpoint({
  method: 'post',
  path: '/auth/mfa/totp/confirm',
  access: signedIn,
  tag: 'Auth',
  summary: 'Turn the second factor on with a first code',
  description: 'Your other sessions end. The recovery codes are told this once.',
  body: Joi.object<{ code: string }, true>({ code: mfaCode().required() }),
  responses: { 200: { description: 'It is on', data: codesSchema } },
  refusals: ['MFA_INVALID', 'ACCOUNT_LOCKED', 'HASHING_BUSY', 'MFA_NOT_STARTED', 'MFA_ENABLED'],
  uses: { confirmTotp: ConfirmTotp },
  async handle({ caller, body }, { confirmTotp }) {
    const recoveryCodes = await confirmTotp.execute(caller, body.code);
    return ok('The second factor is on; keep the recovery codes', { recoveryCodes });
  },
});

const turnOff = endpoint({
  method: 'delete',
  path: '/auth/mfa/totp',
  access: signedIn,
  tag: 'Auth',
  summary: 'Turn the second factor off',
  description: 'With the password and a code: of the app, or a recovery code.',
  body: Joi.object<{ password: string; code: string }, true>({
    password: password(),
    code: mfaCode().required(),
  }),
  responses: { 200: { description: 'It is off', data: doneSchema } },
  refusals: [...PASSWORD_REFUSALS, 'MFA_INVALID', 'MFA_NOT_ENABLED'],
  uses: { turnOffMfa: TurnOffMfa },
  async handle({ caller, body }, { turnOffMfa }) {
    await turnOffMfa.execute(caller, body.password, body.code);
    return ok('The second factor is off', done);
  },
});

const renew = endpoint({
  method: 'post',
  path: '/auth/mfa/recovery-codes',
  access: signedIn,
  tag: 'Auth',
  summary: 'Make new recovery codes',
  description: 'With the password, or a code. The old ones do not work any more.',
  body: Joi.object<RenewalProof, true>({ password: text(1024), code: mfaCode() }).xor('password', 'code'),
  responses: { 200: { description: 'Ten new ones', data: codesSchema } },
  refusals: [...PASSWORD_REFUSALS, 'MFA_INVALID', 'MFA_NOT_ENABLED'],
  uses: { renewRecoveryCodes: RenewRecoveryCodes },
  async handle({ caller, body }, { renewRecoveryCodes }) {
    const recoveryCodes = await renewRecoveryCodes.execute(caller, body);
    return ok('Keep the recovery codes; the old ones are void', { recoveryCodes });
  },
});

const remove = endpoint({
  method: 'delete',
  path: '/users/:id/mfa',
  access: superAdmin,
  tag: 'Users',
  summary: 'Take the second factor off an account',
  description:
    'For somebody who lost the app and every recovery code: make sure that it is them. The password is then enough to ' +
    'sign in, and a mail tells the owner.',
  responses: { 200: { description: 'It is off', data: doneSchema } },
  refusals: ['NOT_FOUND', 'MFA_NOT_ENABLED'],
  uses: { removeMfa: RemoveMfa },
  async handle({ caller, params }, { removeMfa }) {
    await removeMfa.execute(caller.userId, asId<'user'>(params.id.toLowerCase()));
    return ok('The second factor is off', done);
  },
});

export const mfaEndpoints = [status, enrol, confirm, turnOff, renew, remove];
