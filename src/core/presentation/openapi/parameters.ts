import type { AnyEndpoint } from '../endpoint';
import type { JsonSchema } from './JsonSchema';
import type { SchemaComponents } from './SchemaComponents';

export const parameterComponents = {
  WorkspaceId: {
    name: 'X-Workspace-Id',
    in: 'header',
    description: 'The workspace the call is made in. Without it, the one in the access token.',
    schema: { type: 'string', format: 'uuid' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The ETag the change is based on; refused with 412 when it is no longer the current one.',
    schema: { type: 'string', examples: ['"3"'] },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'A name of your own for this call, such as a random UUID. Sent again with it within 24 hours, the call has no second effect and answers what it answered first.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  },
  AdminReason: {
    name: 'X-Admin-Reason',
    in: 'header',
    description: 'Why a super admin does it; kept in the audit log.',
    schema: { type: 'string', maxLength: 500 },
  },
} as const;

/** Path and query parameters, and the headers that matter to this endpoint. */
export function parametersOf(endpoint: AnyEndpoint, path: string, schemas: SchemaComponents): object[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));
  return [...inPath, ...queryParameters(endpoint, schemas), ...headerParameters(endpoint, path)];
}

function queryParameters({ query }: AnyEndpoint, schemas: SchemaComponents): object[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemas.of(query);
  return Object.entries(properties).map(([name, schema]) =>
    queryParameter(name, schema, required.includes(name)),
  );
}

function queryParameter(name: string, json: JsonSchema, required: boolean): object {
  const { description, deprecated, ...schema } = json;
  return {
    name,
    in: 'query',
    ...(required && { required }),
    ...(deprecated === true && { deprecated }),
    ...(typeof description === 'string' && { description }),
    schema,
  };
}

function headerParameters(endpoint: AnyEndpoint, path: string): object[] {
  const { access, takesIdempotencyKey, refusals = [] } = endpoint;
  const isPersonal = access.kind !== 'anyone' && access.kind !== 'refresh-token';
  const asks: (keyof typeof parameterComponents)[] = [];
  if (isPersonal && !path.includes('/:workspaceId')) asks.push('WorkspaceId');
  if (refusals.includes('PRECONDITION_FAILED')) asks.push('IfMatch');
  const ofAdmins = isPersonal
    ? access.kind !== 'signed-in' || access.orPlatform
    : access.kind === 'anyone' && access.orSignedIn;
  if (ofAdmins) asks.push('AdminReason');
  if (takesIdempotencyKey) asks.push('IdempotencyKey');
  return asks.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}
