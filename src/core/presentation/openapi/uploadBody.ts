import type { Upload } from '../upload';

/** A form of one file (OpenAPI 3.1: binary content has no type, its media type says all). */
export function uploadBody({ field, largest, types, description }: Upload): object {
  const file = { description: `${description} At most ${largest / 1024 / 1024} MB.` };
  const schema = {
    type: 'object',
    properties: { [field]: file },
    required: [field],
    additionalProperties: false,
  };
  const encoding = { [field]: { contentType: types.join(', ') } };
  return { required: true, content: { 'multipart/form-data': { schema, encoding } } };
}
