import type { ResponseDefinition } from '../endpoint';
import { describedSchema } from './describedSchema';
import { headersOf } from './headers';
import type { SchemaComponents } from './SchemaComponents';

/** The envelope around `data`; a list that comes in pages also says where the next one begins. What has a version is sent with its ETag. */
export function successResponse(
  { description, data, meta, files = {} }: ResponseDefinition,
  isPaged: boolean,
  schemas: SchemaComponents,
): object {
  const isList = isPaged && data.type === 'array';
  const schema = {
    type: 'object',
    properties: {
      success: { type: 'boolean', const: true },
      message: { type: 'string' },
      data: schemas.of(data),
      ...(isList && { meta: meta ? schemas.of(meta) : { $ref: '#/components/schemas/ListMeta' } }),
    },
    required: ['success', 'message', 'data', ...(isList ? ['meta'] : [])],
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
