import type { AnyEndpoint, Method } from '../endpoint';
import { describedSchema } from './describedSchema';
import { operationId } from './operationId';
import { parametersOf } from './parameters';
import { refusalCodes } from './refusalCodes';
import { refusalResponse } from './refusalResponses';
import type { SchemaComponents } from './SchemaComponents';
import { securityOf } from './security';
import { successResponse } from './successResponse';
import { uploadBody } from './uploadBody';

export interface OperationPlace {
  readonly method: Method;
  readonly path: string;
  /** The path this one is another spelling of. */
  readonly aliasOf: string | null;
}

export function operation(endpoint: AnyEndpoint, place: OperationPlace, schemas: SchemaComponents): object {
  const { method, path } = place;
  const description = descriptionOf(endpoint, place);
  const parameters = parametersOf(endpoint, path, schemas);
  const isPaged = endpoint.query !== undefined && 'limit' in (describedSchema(endpoint.query).keys ?? {});
  const successes = Object.entries(endpoint.responses).map(([status, response]) => {
    return [status, successResponse(response, isPaged, schemas)];
  });
  const refusals = [...refusalCodes(endpoint, method, path)].map(([status, codes]) => {
    return [status, refusalResponse(status, codes)];
  });
  return {
    operationId: operationId(method, path),
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(description !== '' && { description }),
    security: securityOf(endpoint, method),
    ...(parameters.length > 0 && { parameters }),
    ...(endpoint.body && { requestBody: requestBody(endpoint.body, schemas) }),
    ...(endpoint.upload && { requestBody: uploadBody(endpoint.upload) }),
    responses: Object.fromEntries([...successes, ...refusals]) as object,
  };
}

function requestBody(body: NonNullable<AnyEndpoint['body']>, schemas: SchemaComponents): object {
  const required = body.validate({}).error !== undefined;
  return { required, content: { 'application/json': { schema: schemas.of(body) } } };
}

function descriptionOf(endpoint: AnyEndpoint, { method, aliasOf }: OperationPlace): string {
  const { access, description } = endpoint;
  return [
    description,
    access.kind === 'permission' &&
      `Needs the permission ${[access.permission, ...(access.or ?? [])].map((name) => `\`${name}\``).join(' or ')}.`,
    access.kind === 'role' &&
      `For members with the role ${access.roles.map((name) => `\`${name}\``).join(' or ')}.`,
    access.verified && 'For accounts with a verified address.',
    access.kind === 'super-admin' && 'For super admins.',
    aliasOf !== null && `Another spelling of \`${method.toUpperCase()} ${aliasOf}\`.`,
  ]
    .filter((sentence) => typeof sentence === 'string')
    .join('\n\n');
}
