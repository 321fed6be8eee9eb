import type { FieldDefinition } from '../../kit/EventDefinition';
import type { JsonSchema } from '../openapi/JsonSchema';
import type { Fields } from './heardEvents';

const UUID = { type: 'string', format: 'uuid' } as const;

const TYPES: Readonly<Record<FieldDefinition['type'], JsonSchema & { readonly type: string }>> = {
  uuid: UUID,
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  'date-time': { type: 'string', format: 'date-time' },
  strings: { type: 'array', items: { type: 'string' } },
  uuids: { type: 'array', items: UUID },
};

/** An object of these fields and no other. */
export function objectSchema(fields: Fields, before: Readonly<Record<string, JsonSchema>> = {}): JsonSchema {
  const own = Object.entries(fields);
  const always = own.filter(([, { optional, needs }]) => !optional && !needs).map(([name]) => name);
  return {
    type: 'object',
    properties: {
      ...before,
      ...Object.fromEntries(own.map(([name, field]) => [name, fieldSchema(field)])),
    },
    required: [...Object.keys(before), ...always],
    additionalProperties: false,
  };
}

export function fieldSchema({ type, description, values, nullable, needs }: FieldDefinition): JsonSchema {
  const schema = values ? withValues(TYPES[type], values) : TYPES[type];
  return {
    ...schema,
    ...(nullable && { type: [TYPES[type].type, 'null'] }),
    ...(nullable && values && { enum: [...values, null] }),
    description: needs ? `${description}. For those who hold \`${needs}\`.` : description,
  };
}

function withValues(schema: JsonSchema, values: readonly string[]): JsonSchema {
  if (!schema.items) return { ...schema, enum: [...values] };
  return { ...schema, items: { ...schema.items, enum: [...values] } };
}
