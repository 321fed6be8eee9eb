import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import Joi, { type ObjectSchema } from 'joi';
import { SchemaComponents } from '../../../../../src/core/presentation/openapi/SchemaComponents';

const ajv = addFormats(new Ajv2020({ strict: false }));

function jsonSchema(schema: Joi.Schema) {
  return new SchemaComponents().of(schema);
}

const a = Joi.string();
const rules: [string, ObjectSchema][] = [
  ['or', Joi.object({ a, b: a }).or('a', 'b')],
  ['xor', Joi.object({ a, b: a, c: a }).xor('a', 'b')],
  ['oxor', Joi.object({ a, b: a, c: a }).oxor('a', 'b', 'c')],
  ['nand', Joi.object({ a, b: a, c: a }).nand('a', 'b', 'c')],
  ['and', Joi.object({ a, b: a, c: a }).and('a', 'b', 'c')],
  ['with', Joi.object({ a, b: a, c: a }).with('a', ['b', 'c'])],
  ['without', Joi.object({ a, b: a, c: a }).without('a', ['b', 'c'])],
  ['several rules', Joi.object({ a, b: a, c: a }).xor('a', 'b').with('c', 'a')],
  ['forbidden', Joi.object({ a, b: Joi.forbidden() })],
];

const every = [{}, ...['a', 'b', 'c'].map((key) => ({ [key]: 'x' }))].flatMap((one) =>
  [{}, { b: 'x' }, { c: 'x' }, { b: 'x', c: 'x' }].map((other) => ({ ...one, ...other })),
);

describe('the JSON Schema of a Joi schema', () => {
  it.each(rules)('accepts what Joi accepts: %s', (_rule, schema) => {
    const isValid = ajv.compile(jsonSchema(schema));
    const verdicts = every.map((value) => [value, isValid(value)]);
    expect(verdicts).toEqual(every.map((value) => [value, schema.validate(value).error === undefined]));
  });

  it.each([
    ['a choice that may be null', Joi.string().valid('a', null), ['a', null, 'b', 1]],
    ['a text that may be null', Joi.string().allow(null), ['a', null, '', 1]],
    [
      'a list',
      Joi.array().items(Joi.object({ kind: Joi.valid('x', null) })),
      [[], [{ kind: null }], [{ kind: 'y' }]],
    ],
    [
      'a list of several kinds',
      Joi.array().items(Joi.string().valid('a', null), Joi.boolean()),
      [[true, null], ['b']],
    ],
    [
      'a tuple',
      Joi.array().ordered(Joi.string().valid('a', null), Joi.boolean()),
      [
        [null, true],
        ['b', true],
      ],
    ],
    ['alternatives', Joi.alternatives(Joi.string().valid('a', null), Joi.boolean()), ['a', null, true, 'b']],
    [
      'alternatives or null',
      Joi.alternatives(Joi.string().valid('a'), Joi.boolean()).allow(null),
      ['a', null, 'b'],
    ],
  ])('accepts what Joi accepts: %s', (_what, schema, values: unknown[]) => {
    const isValid = ajv.compile(jsonSchema(schema));
    const strict = (value: unknown) => schema.validate(value, { convert: false }).error === undefined;
    expect(values.map((value) => isValid(value))).toEqual(values.map(strict));
  });

  it('carries examples, deprecation and formats that only a note can tell', () => {
    const schema = Joi.string()
      .example('ann@example.com')
      .meta({ format: 'email' })
      .meta({ deprecated: true });
    expect(jsonSchema(schema)).toEqual({
      type: 'string',
      minLength: 1,
      examples: ['ann@example.com'],
      format: 'email',
      deprecated: true,
    });
  });

  it('refers to a named schema from everywhere in another one', () => {
    const schemas = new SchemaComponents();
    const tag = Joi.object({ name: Joi.string().required() }).id('Tag');
    const post = Joi.object({
      first: Joi.object({ tag }),
      tags: Joi.array().items(tag),
      maybe: Joi.alternatives(Joi.boolean(), tag),
      pair: Joi.array().ordered(tag, Joi.number()),
    });
    const reference = { $ref: '#/components/schemas/Tag' };
    expect(schemas.of(post).properties).toMatchObject({
      first: { properties: { tag: reference } },
      tags: { items: reference },
      maybe: { anyOf: [{ type: 'boolean' }, reference] },
      pair: { prefixItems: [reference, { type: 'number' }] },
    });
    expect(Object.keys(schemas.all())).toEqual(['Tag']);
  });

  it('has no words for a rule it does not know', () => {
    const schema = Joi.object({ a }).keys({ b: a });
    jest
      .spyOn(schema, 'describe')
      .mockReturnValue({ type: 'object', dependencies: [{ rel: 'new', peers: ['a'] }] });
    expect(() => jsonSchema(schema)).toThrow('The document cannot say the rule "new" between a');
  });
});
