import Joi from 'joi';
import type { JsonSchema } from '../../../../../src/core/presentation/openapi/JsonSchema';
import { SchemaComponents } from '../../../../../src/core/presentation/openapi/SchemaComponents';
import { successResponse } from '../../../../../src/core/presentation/openapi/successResponse';

it('a list that says more of itself than others do shows that in place of what they say', () => {
  const schemas = new SchemaComponents();
  const meta = Joi.object({ limit: Joi.number().required(), total: Joi.number() }).id('OwnMeta');
  const response = successResponse({ description: 'All', data: Joi.array(), meta }, true, schemas) as {
    content: Record<string, { schema: JsonSchema }>;
  };
  expect(response.content['application/json']?.schema.properties?.meta).toEqual({
    $ref: '#/components/schemas/OwnMeta',
  });
  expect(schemas.all().OwnMeta?.required).toEqual(['limit']);
});

it.each([
  ['a list in pages', true, ['success', 'message', 'data', 'meta']],
  ['a list that comes whole', false, ['success', 'message', 'data']],
])('%s says so', (_what, isPaged, members) => {
  const whole = { description: 'All', data: Joi.array().items(Joi.string()) };
  const { content } = successResponse(whole, isPaged, new SchemaComponents()) as {
    content: Record<string, { schema: JsonSchema }>;
  };
  const { properties, required } = content['application/json']?.schema ?? {};
  expect(required).toEqual(members);
  expect(Object.keys(properties ?? {}).sort()).toEqual([...members].sort());
});
