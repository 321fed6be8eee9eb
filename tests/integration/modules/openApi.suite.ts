import { methodsOf, pathsOf } from '../../../src/core/presentation/endpoint';
import { heardEvents } from '../../../src/core/presentation/events/heardEvents';
import { openApiDocument } from '../../../src/core/presentation/openapi/openApiDocument';
import { modules } from '../../../src/modules';
import { lintOpenApi, typesOf } from '../../support/openapi';

const endpoints = modules.flatMap((module) => module.endpoints);
const events = heardEvents(modules);
const document = openApiDocument({
  endpoints,
  events,
  basePath: '/api/v1',
  version: 'v1',
  refreshCookie: '__Host-portico_refresh',
}) as {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  webhooks: Record<string, { post: object }>;
  components: {
    schemas: Record<string, { oneOf?: object[]; discriminator?: { mapping: object } }>;
  };
};

/** The schemas of objects that may hold more than they declare, wherever they lie. */
function openObjects(node: unknown, at: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const isOpen =
    'properties' in node && (node as { additionalProperties?: unknown }).additionalProperties !== false;
  const below = Object.entries(node).flatMap(([name, child]) => openObjects(child, `${at}.${name}`));
  return isOpen ? [at, ...below] : below;
}

describe('the OpenAPI document of all modules', () => {
  it('is accepted by a parser and by Redocly', async () => {
    expect(await lintOpenApi(document)).toEqual([]);
  });

  it('has every route, under each spelling and method', () => {
    const declared = endpoints.flatMap((endpoint) =>
      pathsOf(endpoint).flatMap((path) => methodsOf(endpoint).map((method) => `${method} ${path}`)),
    );
    const documented = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(new Set(documented)).toEqual(new Set(declared));
  });

  it('G15 declares answers that hold nothing else, but for a copy of personal data', () => {
    const { components } = document;
    const answers = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { responses }]) =>
        Object.entries(responses)
          .filter(([status]) => Number(status) < 400)
          .flatMap(([status, response]) => openObjects(response, `${method} ${path} ${status}`)),
      ),
    );
    const open = [...openObjects(components, 'components'), ...answers];
    expect(open.filter((at) => !at.includes('.Failure'))).toEqual(['components.schemas.PersonalData']);
  });

  it('says of every event of a workspace what a webhook is sent, and the feed answers', () => {
    const told = events.filter(({ audience }) => audience === 'workspace').map(({ name }) => name);
    expect(Object.keys(document.webhooks)).toEqual([...told, 'webhook.test']);
    const { FeedEvent } = document.components.schemas;
    expect(Object.keys(FeedEvent?.discriminator?.mapping ?? {})).toEqual(told);
    expect(FeedEvent?.oneOf).toHaveLength(told.length);
    expect(document.webhooks['workspace:member:joined']?.post).toMatchObject({
      operationId: 'hearWorkspaceMemberJoined',
      security: [],
      parameters: [
        { $ref: '#/components/parameters/WebhookId' },
        { $ref: '#/components/parameters/WebhookTimestamp' },
        { $ref: '#/components/parameters/WebhookSignature' },
      ],
      requestBody: {
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/WorkspaceMemberJoinedEvent' },
            example: { event: 'workspace:member:joined', seq: 42 },
          },
        },
      },
    });
  });

  it('gives clients types without holes', async () => {
    const types = await typesOf(document);
    expect(types).toContain('data: components["schemas"]["SignIn"]');
    expect(types).not.toMatch(/data: (unknown|any|Record<string, never>);/);
  });
});
