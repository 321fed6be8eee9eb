import type { ResponseDefinition } from '../endpoint';
import { describedSchema } from './describedSchema';
import { headersOf } from './headers';
import type { SchemaComponents } from './SchemaComponents';

/** The envelope around `data`; a list also says where its next page begins. What has a version is sent with its ETag. */
export function successResponse(
  { description, data, meta, files = {} }: ResponseDefinition,
  schemas: SchemaComponents,
): object {
  const isList = data.type === 'array';
  const schema = {
    type: 'object',
    properties: {
      success: { type: 'boolean', const: true },
      message: { type: 'string' },
      data: schemas.of(data),
      ...(isList && { meta: meta ? schemas.of(meta) : { $ref: '#/components/schemas/ListMeta' } }),
    },
    required: ['success', 'message', 'data'],
    additionalProperties: false,
  };
  return {
    description,
    headers: headersOf(
      'X-Request-Id',
      'RateLimit',
      'RateLimit-Policy',
      ...(describedSchema(data).keys?.version ? ['ETag' as const] : []),
    ),
    content: {
      'application/json': { schema },
      ...Object.fromEntries(
        Object.entries(files).map(([type, content]) => [
          type,
          { schema: { type: 'string', description: content } },
        ]),
      ),
    },
  };
}
