import Joi from 'joi';
import type { JsonSchema } from '../../../../../src/core/presentation/openapi/JsonSchema';
import { SchemaComponents } from '../../../../../src/core/presentation/openapi/SchemaComponents';
import { successResponse } from '../../../../../src/core/presentation/openapi/successResponse';

it('a list that says more of itself than others do shows that in place of what they say', () => {
  const schemas = new SchemaComponents();
  const meta = Joi.object({ limit: Joi.number().required(), total: Joi.number() }).id('OwnMeta');
  const response = successResponse({ description: 'All', data: Joi.array(), meta }, schemas) as {
    content: Record<string, { schema: JsonSchema }>;
  };
  expect(response.content['application/json']?.schema.properties?.meta).toEqual({
    $ref: '#/components/schemas/OwnMeta',
  });
  expect(schemas.all().OwnMeta?.required).toEqual(['limit']);
});
