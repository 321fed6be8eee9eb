import Joi from 'joi';
import { created, endpoint, ok, signedIn } from '../../../../../src/core/kit';
import type { AnyEndpoint } from '../../../../../src/core/presentation/endpoint';
import { openApiDocument } from '../../../../../src/core/presentation/openapi/openApiDocument';
import type { JsonSchema } from '../../../../../src/core/presentation/openapi/JsonSchema';
import { exampleEndpoints, readBook } from '../../../../support/exampleEndpoints';

interface Content {
  readonly content: { readonly 'application/json': { readonly schema: JsonSchema } };
}

interface Operation {
  readonly operationId: string;
  readonly description?: string;
  readonly security: object[];
  readonly parameters?: readonly { readonly name?: string; readonly $ref?: string }[];
  readonly requestBody?: Content & { readonly required: boolean };
  readonly responses: Readonly<Record<string, Content & { readonly headers: object }>>;
}

function documentOf(endpoints: readonly AnyEndpoint[] = exampleEndpoints) {
  return openApiDocument({
    endpoints,
    events: [],
    basePath: '/api/v1',
    version: 'v1',
    refreshCookie: '__Host-portico_refresh',
  }) as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, JsonSchema>; examples: Record<string, { value: object }> };
  };
}

const document = documentOf();
const { paths, components } = document;

function schemaOf(content: Content | undefined): JsonSchema {
  return content?.content['application/json'].schema ?? {};
}

function codes(operation: Operation | undefined, status: number): unknown[] {
  return schemaOf(operation?.responses[status]).allOf?.[1]?.properties?.code?.enum ?? [];
}

function dataOf(operation: Operation | undefined): JsonSchema | undefined {
  return schemaOf(operation?.responses[200]).properties?.data;
}

describe('the OpenAPI document', () => {
  it('has one operation for each method and spelling, with an id made of them', () => {
    const ids = Object.values(paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    expect(ids).toEqual([
      'postAuthLogin',
      'postAuthRefreshToken',
      'postAuthRefresh',
      'postAuthResetPassword',
      'getWorkspacesByWorkspaceIdBooks',
      'patchBooksById',
      'putBooksById',
      'getBooksById',
      'deleteBooksById',
      'postBooks',
      'deleteBooks',
    ]);
    expect(paths['/auth/refresh']?.post?.description).toContain(
      'Another spelling of `POST /auth/refresh-token`',
    );
  });

  it('says what opens a call', () => {
    expect(paths['/auth/login']?.post?.security).toEqual([]);
    expect(paths['/books/{id}']?.get?.security).toEqual([{ bearer: [] }]);
    expect(paths['/books']?.post?.security).toEqual([{}, { bearer: [] }]);
    expect(codes(paths['/books']?.post, 401)).toEqual(['TOKEN_INVALID', 'TOKEN_EXPIRED', 'SESSION_ENDED']);
    expect(paths['/auth/refresh']?.post?.security).toEqual([{ refreshCookie: [], csrfToken: [] }, {}]);
    expect(paths['/workspaces/{workspaceId}/books']?.get?.description).toContain('`books.read`');
    expect(paths['/books']?.delete?.description).toContain('super admins');
  });

  it('lists the refusals that access, limits and validation bring', () => {
    const list = paths['/workspaces/{workspaceId}/books']?.get;
    expect(Object.keys(list!.responses)).toEqual(['200', '400', '401', '403', '404', '429', '503']);
    expect(codes(list, 400)).toEqual(['VALIDATION_ERROR', 'WORKSPACE_CONFLICT']);
    expect(codes(list, 401)).toEqual(['TOKEN_MISSING', 'TOKEN_INVALID', 'TOKEN_EXPIRED', 'SESSION_ENDED']);
    expect(codes(list, 403)).toEqual(['FORBIDDEN', 'WORKSPACE_SUSPENDED', 'MFA_SETUP_REQUIRED']);
    const login = paths['/auth/login']?.post;
    expect(Object.keys(login!.responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '413',
      '415',
      '423',
      '429',
      '503',
    ]);
    expect(codes(login, 400)).toEqual(['VALIDATION_ERROR', 'MALFORMED_JSON']);
    expect(codes(login, 401)).toEqual(['INVALID_CREDENTIALS']);
    expect(codes(login, 403)).toEqual(['ORIGIN_REFUSED']);
    expect(codes(login, 503)).toEqual(['DATABASE_UNAVAILABLE', 'SHUTTING_DOWN', 'HASHING_BUSY']);
    expect(codes(paths['/auth/refresh']?.post, 403)).toEqual(['CSRF_INVALID', 'ORIGIN_REFUSED']);
  });

  it('knows that a mailed token is refused with 400, an access token with 401', () => {
    const reset = paths['/auth/reset-password']?.post;
    expect(codes(reset, 400)).toContain('TOKEN_INVALID');
    expect(codes(reset, 401)).toEqual([]);
  });

  it('shows each refusal as it is sent', () => {
    expect(components.examples.ACCOUNT_LOCKED?.value).toEqual({
      success: false,
      statusCode: 423,
      code: 'ACCOUNT_LOCKED',
      message: expect.any(String),
      requestId: expect.any(String),
      help: '/api/docs/errors#ACCOUNT_LOCKED',
    });
    expect(components.examples.TOKEN_INVALID?.value).toMatchObject({ statusCode: 401 });
    expect(components.examples.TOKEN_INVALID_400?.value).toMatchObject({ statusCode: 400 });
  });

  it('shows Retry-After where a refusal carries it, and X-Request-Id everywhere', () => {
    const { responses = {} } = paths['/auth/login']?.post ?? {};
    for (const response of Object.values(responses)) expect(response.headers).toHaveProperty('X-Request-Id');
    const waiting = Object.keys(responses).filter((status) => 'Retry-After' in responses[status]!.headers);
    expect(waiting).toEqual(['423', '429', '503']);
  });

  it('puts the envelope around data, and meta beside a list', () => {
    const list = schemaOf(paths['/workspaces/{workspaceId}/books']?.get?.responses[200]);
    expect(list.properties).toEqual({
      success: { type: 'boolean', const: true },
      message: { type: 'string' },
      data: { type: 'array', items: { $ref: '#/components/schemas/Book' } },
      meta: { $ref: '#/components/schemas/ListMeta' },
    });
    expect(schemaOf(paths['/books']?.delete?.responses[200]).properties).not.toHaveProperty('meta');
  });

  it('names a shared schema once, also where it may be null', () => {
    expect(components.schemas.Book?.properties).toMatchObject({
      id: { type: 'string', format: 'uuid' },
      title: { examples: ['The Trial'] },
      kind: { type: ['string', 'null'], enum: ['novel', 'essay', null] },
      publishedAt: { type: ['string', 'null'], format: 'date-time' },
      isbn: { deprecated: true },
    });
    expect(dataOf(paths['/books/{id}']!.get)).toEqual({ $ref: '#/components/schemas/Book' });
    expect(dataOf(paths['/auth/login']!.post)?.properties?.favourite).toEqual({
      anyOf: [{ $ref: '#/components/schemas/Book' }, { type: 'null' }],
    });
  });

  it('says the rules between the fields of a body, and leaves out what is forbidden', () => {
    const body = schemaOf(paths['/books/{id}']?.patch?.requestBody);
    expect(Object.keys(body.properties ?? {})).toEqual(['title', 'subtitle', 'authorId', 'authorName']);
    expect(body.additionalProperties).toBe(false);
    expect(body.allOf).toEqual([
      { anyOf: [{ required: ['title'] }, { required: ['subtitle'] }] },
      { dependentRequired: { subtitle: ['title'] } },
      { not: { required: ['authorId', 'authorName'] } },
    ]);
  });

  it('asks for a body only where an empty one is refused', () => {
    expect(paths['/auth/login']!.post!.requestBody!.required).toBe(true);
    expect(paths['/auth/refresh']!.post!.requestBody!.required).toBe(false);
  });

  it('I17 says where an Idempotency-Key is taken, and what it is refused with', () => {
    const addBook = endpoint({
      method: 'post',
      path: '/shelves/:id/books',
      access: signedIn,
      tag: 'Books',
      summary: 'Add a book',
      takesIdempotencyKey: true,
      responses: { 201: { description: 'The book', data: Joi.object({ title: Joi.string() }) } },
      uses: {},
      handle: () => created('Added', {}),
    });
    const { post } = documentOf([addBook]).paths['/shelves/{id}/books']!;
    expect(post?.parameters).toContainEqual({ $ref: '#/components/parameters/IdempotencyKey' });
    expect([400, 409, 422].map((status) => codes(post, status))).toEqual([
      ['VALIDATION_ERROR'],
      ['IDEMPOTENCY_KEY_IN_USE'],
      ['IDEMPOTENCY_KEY_REUSED'],
    ]);
    expect(post?.responses[409]?.headers).toHaveProperty('Retry-After');
    expect(post?.responses[422]?.headers).not.toHaveProperty('Retry-After');
    expect(paths['/auth/login']?.post?.parameters).toBeUndefined();
  });

  it('shows the parameters that matter to a call', () => {
    const named = (operation: Operation | undefined) =>
      operation?.parameters?.map(({ name, $ref }) => name ?? $ref?.split('/').at(-1));
    expect(named(paths['/books/{id}']?.patch)).toEqual(['id', 'WorkspaceId', 'IfMatch']);
    expect(named(paths['/books/{id}']?.get)).toEqual(['id', 'WorkspaceId']);
    expect(named(paths['/auth/login']?.post)).toBeUndefined();
    expect(named(paths['/workspaces/{workspaceId}/books']?.get)).toEqual([
      'workspaceId',
      'limit',
      'cursor',
      'shelf',
      'AdminReason',
    ]);
    expect(paths['/workspaces/{workspaceId}/books']?.get?.parameters).toContainEqual({
      name: 'shelf',
      in: 'query',
      required: true,
      description: 'Only of this shelf',
      schema: { type: 'string', minLength: 1 },
    });
  });

  it('shows the ETag where an answer is a resource with a version, wherever it is answered', () => {
    expect(paths['/books/{id}']!.get!.responses[200]?.headers).toHaveProperty('ETag');
    expect(paths['/books']!.post!.responses[201]?.headers).toHaveProperty('ETag');
    expect(paths['/books/{id}']!.delete!.responses[200]?.headers).not.toHaveProperty('ETag');
    expect(paths['/auth/login']!.post!.responses[200]?.headers).not.toHaveProperty('ETag');
  });

  describe('refuses to be made', () => {
    const other = (changes: object): AnyEndpoint =>
      endpoint({
        method: 'get',
        path: '/other',
        access: signedIn,
        tag: 'Other',
        summary: 'Other',
        responses: { 200: { description: 'Other', data: Joi.object({}) } },
        uses: {},
        handle: () => ok('Done', {}),
        ...changes,
      } as never);

    it.each([
      ['of two operations with one id', [readBook, readBook], 'Two operations have the id "getBooksById"'],
      [
        'of a code nobody explained',
        [other({ refusals: ['NO_SUCH'] })],
        '"NO_SUCH" is not in the error catalogue',
      ],
      [
        'of two schemas with one id',
        [
          readBook,
          other({ responses: { 200: { description: 'x', data: Joi.object({ a: Joi.any() }).id('Book') } } }),
        ],
        'Two different schemas have the id "Book"',
      ],
    ])('%s', (_why, endpoints, message) => {
      expect(() => documentOf(endpoints)).toThrow(message);
    });
  });
});
