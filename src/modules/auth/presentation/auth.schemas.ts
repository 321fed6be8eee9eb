import Joi, { type CustomHelpers } from 'joi';
import { text } from '../../../core/kit';

const SHORTEST = 8;
const LONGEST = 256;
const MOST_BYTES = 1024;

/** Length only; whether it is common or about its owner is for the domain to say. */
function long(value: string, helpers: CustomHelpers): unknown {
  const normal = value.normalize('NFC');
  const length = [...normal].length;
  if (length < SHORTEST && value.length >= SHORTEST) return helpers.error('password.short');
  return length > LONGEST || Buffer.byteLength(normal) > MOST_BYTES ? helpers.error('password.long') : value;
}

/** A password somebody wants. */
export function newPassword() {
  return text(MOST_BYTES)
    .custom(long)
    .messages({
      'password.short': `{{#label}} must have at least ${SHORTEST} characters`,
      'password.long': `{{#label}} must have at most ${LONGEST} characters`,
    })
    .min(SHORTEST)
    .required()
    .example('correct horse battery staple');
}

/** A password somebody has. */
export function password() {
  return text(MOST_BYTES).required();
}

/** Six digits of an authenticator app, or a recovery code; blanks and hyphens do not count. */
export function mfaCode() {
  return text(64).description('Six digits of the authenticator app, or a recovery code.').example('123456');
}

export const doneSchema = Joi.object({ ok: Joi.boolean().valid(true).required() }).id('Done');
export const done = { ok: true } as const;
