import Joi from 'joi';
import type { DomainError } from '../../../../src/core/domain/DomainError';
import { validator } from '../../../../src/core/presentation/validate';

const CANARY = 'c4n4ry-Passw0rd';

function faultsOf(schema: Joi.Schema, place: 'body' | 'query', value: unknown) {
  try {
    validator(schema, place)(value);
  } catch (error) {
    expect(error).toMatchObject({ kind: 'invalid', code: 'VALIDATION_ERROR' });
    return (error as DomainError).facts.details ?? [];
  }
  return [];
}

const person = Joi.object({
  name: Joi.string().max(5).required(),
  age: Joi.number().integer(),
  address: Joi.object({ city: Joi.string().required() }),
  tags: Joi.array().items(Joi.string()),
});

describe('What a client sends', () => {
  it('is handed on as it was accepted', () => {
    const value = { name: ' Ann ', age: 3, address: { city: 'Ulm' }, tags: ['a'] };
    expect(validator(person, 'body')(value)).toEqual(value);
  });

  it('is refused with every fault at once, each with its place', () => {
    const value = { age: 'old', address: {}, tags: [1], extra: true };
    expect(faultsOf(person, 'body', value)).toEqual(
      ['body.name', 'body.age', 'body.address.city', 'body.tags.0', 'body.extra'].map((path) => ({
        path,
        message: expect.stringMatching(/^\S.*\S$/),
      })),
    );
  });

  it.each([null, [], 'x', 42, true])('is refused when it is no object: %p', (value) => {
    expect(faultsOf(person, 'body', value)).toMatchObject([{ path: 'body' }]);
  });

  it('I3 is not bent into shape in a body, where JSON has types of its own', () => {
    expect(faultsOf(person, 'body', { name: 'Ann', age: '3' })).toMatchObject([{ path: 'body.age' }]);
    expect(faultsOf(Joi.object({ yes: Joi.boolean() }), 'body', { yes: 'true' })).toHaveLength(1);
  });

  it('is read from the text of a query', () => {
    const query = Joi.object({ limit: Joi.number().integer(), all: Joi.boolean() });
    expect(validator(query, 'query')({ limit: '3', all: 'true' })).toEqual({ limit: 3, all: true });
    expect(faultsOf(query, 'query', { limit: '1e400' })).toMatchObject([{ path: 'query.limit' }]);
  });

  it('B7 may not reach the prototype of anything', () => {
    const value = JSON.parse('{ "name": "Ann", "__proto__": { "isAdmin": true } }');
    const accepted = validator(person, 'body')(value) as { isAdmin?: boolean };
    expect(accepted.isAdmin).toBeUndefined();
    expect(Object.getPrototypeOf(accepted)).toBe(Object.prototype);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('I14 cannot make the answer long', () => {
    const faults = faultsOf(person, 'body', { name: 'Ann', ['x'.repeat(10_000)]: 1 });
    expect(JSON.stringify(faults).length).toBeLessThan(500);
  });
});

describe('I13 A fault never repeats the value', () => {
  const wrong = [CANARY, ` ${CANARY}\n`, `${CANARY}@`, CANARY.repeat(100), [CANARY], { [CANARY]: CANARY }];
  const schemas = {
    pattern: Joi.string().pattern(/^\d+$/),
    'named pattern': Joi.string().pattern(/^\d+$/, 'a number'),
    'one of': Joi.valid('a', 'b'),
    number: Joi.number(),
    date: Joi.date(),
    guid: Joi.string().guid(),
    email: Joi.string().email(),
    uri: Joi.string().uri(),
    boolean: Joi.boolean(),
  };

  it.each(Object.entries(schemas))('of %s', (_name, schema) => {
    for (const value of wrong) {
      const faults = faultsOf(Joi.object({ field: schema.required() }), 'body', { field: value });
      expect(faults).not.toEqual([]);
      expect(faults.map(({ message }) => message).join()).not.toContain(CANARY);
    }
  });
});
