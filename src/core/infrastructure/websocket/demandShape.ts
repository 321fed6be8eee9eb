import type { Schema } from 'joi';
import { DomainError } from '../../domain/DomainError';

const MESSAGE_LENGTH = 200;

/** What a client sent, as it should be. @throws DomainError VALIDATION_ERROR, which never repeats a value. */
export function demandShape<Shape>(schema: Schema, value: unknown): Shape {
  const result = schema.validate(value, {
    abortEarly: false,
    convert: false,
    errors: { wrap: { label: false } },
  });
  if (result.error === undefined) return result.value as Shape;
  const faults = result.error.details.map(({ message }) => message.slice(0, MESSAGE_LENGTH));
  throw new DomainError('invalid', 'VALIDATION_ERROR', `The message is not valid: ${faults.join('; ')}.`);
}
