import { methodsOf, pathsOf, type AnyEndpoint } from '../endpoint';
import type { HeardEvent } from '../events/heardEvents';
import { envelopeSchemas } from './envelopeSchemas';
import { headerComponents } from './headers';
import { introduction } from './introduction';
import { operation, type OperationPlace } from './operation';
import { operationId } from './operationId';
import { parameterComponents } from './parameters';
import { refusalExamples } from './refusalResponses';
import { SchemaComponents } from './SchemaComponents';
import { securitySchemes } from './security';
import { anyEvent, eventComponents, webhookParameters, webhooksOf, webhookTag } from './webhooks';

export interface OpenApiOptions {
  readonly endpoints: readonly AnyEndpoint[];
  readonly events: readonly HeardEvent[];
  /** `/api/v1`. */
  readonly basePath: string;
  readonly version: string;
  /** Name of the cookie with the refresh token. */
  readonly refreshCookie: string;
}

/**
 * OpenAPI 3.1 of all endpoints, and of what webhooks are sent.
 * @throws Error when two operations would have one id, an endpoint names a code that is not in the catalogue,
 * or a schema cannot be said in JSON Schema.
 */
export function openApiDocument(options: OpenApiOptions): object {
  const { endpoints, events, basePath, version, refreshCookie } = options;
  const schemas = new SchemaComponents();
  const paths = pathItems(endpoints, schemas);
  const webhooks = webhooksOf(events);
  const tags = new Set(endpoints.map(({ tag }) => tag));
  if (Object.keys(webhooks).length > 0) tags.add(webhookTag);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Portico',
      version,
      description: introduction,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: basePath }],
    tags: [...tags].map((name) => ({ name })),
    paths,
    webhooks,
    components: {
      schemas: {
        ...used(envelopeSchemas, 'schemas', paths),
        ...schemas.all(),
        ...used(anyEvent(events), 'schemas', paths),
        ...eventComponents(events),
      },
      parameters: used({ ...parameterComponents, ...webhookParameters }, 'parameters', { paths, webhooks }),
      examples: used(refusalExamples, 'examples', paths),
      headers: used(headerComponents, 'headers', paths),
      securitySchemes: securitySchemes(refreshCookie),
    },
  };
}

function pathItems(endpoints: readonly AnyEndpoint[], schemas: SchemaComponents): object {
  const items: Record<string, Record<string, object>> = {};
  const ids = new Set<string>();
  for (const { endpoint, place } of placesOf(endpoints)) {
    const id = operationId(place.method, place.path);
    if (ids.has(id)) throw new Error(`Two operations have the id "${id}"`);
    ids.add(id);
    const path = place.path.replace(/:(\w+)/g, '{$1}');
    items[path] = { ...items[path], [place.method]: operation(endpoint, place, schemas) };
  }
  return items;
}

function placesOf(endpoints: readonly AnyEndpoint[]): { endpoint: AnyEndpoint; place: OperationPlace }[] {
  return endpoints.flatMap((endpoint) => {
    const paths = pathsOf(endpoint);
    return paths.flatMap((path) =>
      methodsOf(endpoint).map((method) => ({
        endpoint,
        place: {
          method,
          path,
          aliasOf: path === paths[0] ? null : (paths[0] ?? null),
        },
      })),
    );
  });
}

function used(components: Readonly<Record<string, object>>, kind: string, paths: object): object {
  const text = JSON.stringify(paths);
  return Object.fromEntries(
    Object.entries(components).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)),
  );
}
