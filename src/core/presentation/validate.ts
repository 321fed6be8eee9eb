import type { Schema, ValidationErrorItem } from 'joi';
import type { Fault } from '../domain/DomainError';
import { invalid } from './refusals';

const MESSAGE_LENGTH = 200;
/** No input has so many; naming each of ten thousand unknown ones would keep everybody else waiting. */
const MOST_FIELDS = 100;

/** Messages never repeat the value: it may be a password. */
const MESSAGES = {
  'string.pattern.base': '{{#label}} does not have the right form',
  'string.pattern.name': '{{#label}} is not {{#name}}',
  'any.only': '{{#label}} must be one of {{#valids}}',
};

function fault(place: string, item: ValidationErrorItem): Fault {
  return {
    path: [place, ...item.path].join('.').slice(0, MESSAGE_LENGTH),
    message: item.message.slice(0, MESSAGE_LENGTH),
  };
}

/**
 * A check that throws DomainError VALIDATION_ERROR with every fault; what the schema does not name is one. Made
 * once per route: Joi compiles preferences and messages anew wherever it is given them.
 */
export function validator(schema: Schema, place: 'body' | 'query'): (value: unknown) => unknown {
  const strict = schema.prefs({
    abortEarly: false,
    allowUnknown: false,
    convert: place === 'query',
    errors: { wrap: { label: false } },
    messages: MESSAGES,
  });
  return (value) => {
    if (fieldsOf(value) > MOST_FIELDS) {
      throw invalid([{ path: place, message: `must have at most ${MOST_FIELDS} fields` }]);
    }
    const result = strict.validate(value);
    if (result.error) throw invalid(result.error.details.map((item) => fault(place, item)));
    return result.value as unknown;
  };
}

function fieldsOf(value: unknown): number {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).length : 0;
}
