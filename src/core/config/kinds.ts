import Joi from 'joi';
import { closest } from './closest';
import { strongSecret } from './strongSecret';
import type { Variable, VariableFacts } from './Variable';

/** Text that `parse` turns into a value. What `parse` throws is told after the name: "is not …: do …". */
export function parsed<T>(expects: string, parse: (text: string) => T, facts: VariableFacts): Variable<T> {
  const base = facts.secret ? Joi.string() : Joi.string().trim();
  return { ...facts, expects, schema: base.custom((value: string) => parse(value)) };
}

export function text(facts: VariableFacts, expects = 'a text'): Variable<string> {
  return { ...facts, expects, schema: facts.secret ? Joi.string() : Joi.string().trim() };
}

export function matching(pattern: RegExp, expects: string, facts: VariableFacts): Variable<string> {
  return { ...facts, expects, schema: Joi.string().trim().pattern(pattern) };
}

export function wholeNumber(min: number, max: number, facts: VariableFacts): Variable<number> {
  return {
    ...facts,
    expects: `a whole number from ${min} to ${max}`,
    schema: Joi.number().integer().min(min).max(max),
  };
}

export function flag(facts: VariableFacts): Variable<boolean> {
  return { ...facts, expects: 'true or false', schema: Joi.boolean() };
}

export function oneOf<T extends string>(values: readonly T[], facts: VariableFacts): Variable<T> {
  const choose = (given: string): T => {
    const chosen = values.find((value) => value === given.toLowerCase());
    if (chosen !== undefined) return chosen;
    const meant = closest(given.toLowerCase(), values);
    throw new Error(
      `is "${given}": set it to ${values.join(', ')}${meant ? `; did you mean ${meant}?` : '.'}`,
    );
  };
  return parsed(values.join(', '), choose, facts);
}

/** A secret of this installation itself, strong enough to sign or encrypt with. */
export function strong(
  facts: Pick<VariableFacts, 'about' | 'whenUnset' | 'requiredInProduction'>,
): Variable<string> {
  return parsed('a secret of at least 32 bytes', strongSecret, { ...facts, secret: true });
}
