import Joi, { type CustomHelpers, type StringSchema } from 'joi';

/** What PostgreSQL cannot store, or would store as something else: NUL and lone surrogates. */
function storable(value: string, helpers: CustomHelpers): unknown {
  return value.includes('\u0000') || !value.isWellFormed() ? helpers.error('string.unstorable') : value;
}

/** Takes no room: a name of nothing else looks blank. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

function oneLine(value: string, helpers: CustomHelpers): unknown {
  return CONTROL.test(value) ? helpers.error('string.lines') : storable(value, helpers);
}

const MESSAGES = {
  'string.unstorable': '{{#label}} contains characters that are not text',
  'string.lines': '{{#label}} must be one line without control characters',
  'string.blank': '{{#label}} must not be blank',
};

/** Any text that can be stored. */
export function text(max: number): StringSchema {
  return Joi.string().max(max).custom(storable).messages(MESSAGES);
}

/** One line: a name, a title. Surrounding blanks are no fault, only blanks are. */
export function line(max: number): StringSchema {
  return Joi.string()
    .max(max)
    .custom((value: string, helpers) =>
      value.replace(INVISIBLE, '').trim() === '' ? helpers.error('string.blank') : oneLine(value, helpers),
    )
    .messages(MESSAGES);
}

export function email(): StringSchema {
  return Joi.string()
    .max(254)
    .custom((value: string, helpers) => {
      const { error } = ADDRESS.validate(value.trim());
      return error || UNSEEN.test(value.trim()) ? helpers.error('string.email') : oneLine(value, helpers);
    })
    .messages(MESSAGES)
    .meta({ format: 'email' })
    .example('ann@example.com');
}
const ADDRESS = Joi.string().email({ tlds: false, minDomainSegments: 1, ignoreLength: false });
/** What nobody sees, or what turns the text after it: such an address looks like another one. No mail is sent to it. */
const UNSEEN = /[\p{C}\p{Z}]/u;

/** An opaque secret the server made. */
export function secret(): StringSchema {
  return Joi.string()
    .max(512)
    .pattern(/^[\x21-\x7e]+$/)
    .messages(MESSAGES);
}

export function uuid(): StringSchema {
  return Joi.string().guid({ separator: '-', wrapper: false });
}

export function time(): StringSchema {
  return Joi.string().isoDate();
}
