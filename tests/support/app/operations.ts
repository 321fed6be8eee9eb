import request from 'supertest';
import type { TestApp } from './TestApp';

/** Status → codes of the refusals that a route is documented to answer. */
export type Operation = ReadonlyMap<number, readonly string[]>;

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>;
}
type Responses = Readonly<
  Record<
    string,
    {
      readonly content: {
        readonly 'application/json': {
          readonly schema: { readonly allOf?: readonly { readonly properties?: Properties }[] };
        };
      };
    }
  >
>;
interface Properties {
  readonly code: { readonly enum: readonly string[] };
}

/** What the OpenAPI document of a running server says of each route, by `POST /users/:id`. */
export async function readOperations(app: TestApp): Promise<ReadonlyMap<string, Operation>> {
  const { body } = (await request(app.url).get('/api/openapi.json').expect(200)) as { body: Document };
  return new Map(
    Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]): [string, Operation] => [
        `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        new Map(Object.entries(responses).map(([status, response]) => [Number(status), codesOf(response)])),
      ]),
    ),
  );
}

function codesOf({ content }: Responses[string]): readonly string[] {
  return content['application/json'].schema.allOf?.[1]?.properties?.code.enum ?? [];
}
