import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { methodsOf, pathsOf, type AnyEndpoint } from '../../../src/core/presentation/endpoint';
import { modules } from '../../../src/modules';
import { aSuperAdmin } from '../../support/app/members';
import { anOwner, type Person } from '../../support/app/people';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';
import {
  HOSTILE_HEADERS,
  HOSTILE_QUERIES,
  HOSTILE_SEGMENTS,
  HOSTILE_VALUES,
} from '../../support/http/hostile';
import { readOperations, type Operation } from '../../support/app/operations';
import { rawRequest, wire, type RawAnswer } from '../../support/http/rawRequest';

const BASE = '/api/v1';
const endpoints: readonly AnyEndpoint[] = modules.flatMap((module) => [...module.endpoints]);
const routes = endpoints.flatMap((endpoint) =>
  methodsOf(endpoint).flatMap((method) =>
    pathsOf(endpoint).map((path) => ({ endpoint, method: method.toUpperCase(), path })),
  ),
);
const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const);
type Route = (typeof routes)[number];

let app: TestApp;
let ann: Person;
let root: Person;
let documented: ReadonlyMap<string, Operation>;
beforeAll(async () => {
  app = await TestApp.start();
  [ann, root] = await Promise.all([anOwner(app), aSuperAdmin(app)]);
  await app.sql('UPDATE users SET email_verified = true');
  documented = await readOperations(app);
});
afterAll(() => app.stop());

/** Ann's own workspace, and an id that nothing has. */
const fill = (path: string, id: string = randomUUID()) =>
  BASE + path.replace(/:workspaceId(?=.*:)/, String(ann.workspaceId)).replace(/:\w+/g, id);
const own = (path: string) => fill(path.replace(':workspaceId', String(ann.workspaceId)));

/** A refusal, and what takes personal data out of the house. */
const AUDITED_READS = ['access.denied', 'user.data-exported'];

type Headers = Readonly<Record<string, string>>;

/** Signed in, except where that would sign out. */
function send({ method, endpoint }: Route, target: string, more: Headers = {}, body?: string) {
  const mayKnowMe = endpoint.access.kind !== 'refresh-token' && endpoint.method !== 'delete';
  const { accessToken } = endpoint.access.kind === 'super-admin' ? root : ann;
  const headers = {
    ...(mayKnowMe && { Authorization: `Bearer ${accessToken}` }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    Connection: 'close',
    ...more,
  };
  return rawRequest(app.url, wire(method, target, headers, body));
}

/** Whatever came in: a clear answer in the envelope, never a failure. */
function expectClear({ status, text, headers }: RawAnswer): void {
  expect({ status, text }).toEqual({ status: expect.any(Number), text: expect.stringMatching(/^(\{|$)/) });
  expect({ status, text, clear: status >= 200 && status < 500 }).toMatchObject({ clear: true });
  if (text === '') return;
  const body = JSON.parse(text) as Record<string, unknown>;
  const expected =
    status < 300
      ? { success: true, message: expect.any(String) }
      : { success: false, statusCode: status, requestId: headers['x-request-id'], code: expect.any(String) };
  expect(body).toMatchObject(expected);
}

/** Clear, and if it is a refusal, one that the OpenAPI document names for this route. */
function expectDocumented({ method, path }: Route, answer: RawAnswer): void {
  expectClear(answer);
  const { status, text } = answer;
  if (status < 400) return;
  const { code } = JSON.parse(text) as { code: string };
  const codes = documented.get(`${method} ${path}`)?.get(status) ?? [];
  expect({ method, path, status, code, text, known: codes.includes(code) }).toMatchObject({ known: true });
}

function fieldsOf({ endpoint: { body } }: Route): string[] {
  return Object.keys((body?.describe() as { keys?: object } | undefined)?.keys ?? {});
}

describe('every endpoint', () => {
  it.each(named.filter(([, { endpoint }]) => endpoint.access.kind !== 'anyone'))(
    '%s is closed to whoever brings nothing',
    async (_name, route) => {
      const answer = await rawRequest(app.url, wire(route.method, fill(route.path), { Connection: 'close' }));
      expectDocumented(route, answer);
      const { status, text, headers } = answer;
      expect({ status, text }).toEqual({ status: 401, text: expect.stringContaining('"TOKEN_MISSING"') });
      expect(headers).toMatchObject({ 'www-authenticate': 'Bearer' });
    },
  );

  it('I12 answers to its methods and says which they are to all others', async () => {
    const shape = (path: string) => path.replace(/:\w+/g, ':id');
    const paths = [...new Set(routes.map(({ path }) => shape(path)))];
    for (const path of paths) {
      const known = new Set(routes.filter((route) => shape(route.path) === path).map(({ method }) => method));
      const allow = [...known, ...(known.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY']) {
        if (known.has(method)) continue;
        const answer = await rawRequest(
          app.url,
          wire(method, fill(path), {
            Connection: 'close',
            'X-Echo': 'canary',
            Authorization: 'Bearer canary',
          }),
        );
        expect({ path, method, ...answer }).toMatchObject({ status: 405, headers: { allow } });
        expect(answer.text).toContain('"METHOD_NOT_ALLOWED"');
        expect(answer.text).not.toContain('canary');
      }
    }
  });

  it('F6 that is read writes nothing at all, by GET, HEAD or OPTIONS, with a valid session', async () => {
    const cookie = { Cookie: `portico_refresh=${ann.refreshToken}` };
    const bearer = { Authorization: `Bearer ${ann.accessToken}` };
    const headers = { ...cookie, ...bearer, Connection: 'close' };
    const reads = routes.filter(({ method }) => method === 'GET');
    const audited = () => app.sql<{ action: string }>('SELECT action FROM audit_log ORDER BY id');
    const before = await audited();
    const read: string[] = [];
    const changed = await tablesChanged(app, async () => {
      for (const { path } of reads)
        for (const method of ['GET', 'HEAD', 'OPTIONS']) {
          const answer = await rawRequest(app.url, wire(method, own(path), headers));
          expectClear(answer);
          read.push(`${answer.status} ${method} ${path}`);
        }
      for (const page of ['/health/live', '/health/ready', '/metrics', '/api/docs', '/api/openapi.json', '/'])
        await rawRequest(app.url, wire('GET', page, headers));
    });
    expect(changed.filter((table) => table !== 'audit_log')).toEqual([]);
    const actions = (await audited()).slice(before.length).map(({ action }) => action);
    expect(actions.filter((action) => !AUDITED_READS.includes(action))).toEqual([]);
    expect(read).toEqual(expect.arrayContaining(['200 GET /auth/me', '200 HEAD /users/me']));
    expect(read.filter((line) => line.startsWith('401'))).toEqual([]);
  });
});

const AT_ONCE = 6;

/** All of them, a few at a time: the order they come in is part of what is tried. */
async function tryAll<T>(inputs: readonly T[], attempt: (input: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < inputs.length; at += AT_ONCE)
    await Promise.all(inputs.slice(at, at + AT_ONCE).map(attempt));
}

describe('T12 no input', () => {
  const withBody = named.filter(([, { endpoint }]) => endpoint.body !== undefined);
  const reads = named.filter(([, { method, path }]) => method === 'GET' && !/:(?!workspaceId)/.test(path));
  const withParams = named.filter(([, { path }]) => path.includes(':'));
  const anyRoute = fc.constantFrom(...routes);

  it.each(withBody)('I1 I2 I3 in every field of %s is a failure here', async (_name, route) => {
    const fields = fieldsOf(route);
    await tryAll(HOSTILE_VALUES, async (value) => {
      const body = Object.fromEntries(fields.map((field) => [field, value]));
      expectDocumented(route, await send(route, own(route.path), {}, JSON.stringify(body)));
    });
  });

  it('in any body is a failure here', async () => {
    const value = fc.oneof(fc.constantFrom(...HOSTILE_VALUES), fc.jsonValue());
    const input = anyRoute.chain((route) => {
      const fields = fc.dictionary(fc.constantFrom('email', ...fieldsOf(route)), value);
      const json = fc.oneof(fields, fc.jsonValue()).map((it) => JSON.stringify(it));
      const body = fc.oneof({ weight: 4, arbitrary: json }, fc.string({ unit: 'binary', maxLength: 200 }));
      return fc.tuple(fc.constant(route), body);
    });
    await fc.assert(
      fc.asyncProperty(input, async ([route, body]) => {
        expectDocumented(route, await send(route, own(route.path), {}, body));
      }),
      { numRuns: 100 },
    );
  });

  it('I14 in any header is a failure here', async () => {
    const headers = Object.entries(HOSTILE_HEADERS).flatMap(([name, values]) =>
      values.map((value) => ({ [name]: value })),
    );
    const two = fc.tuple(fc.constantFrom(...headers), fc.constantFrom(...headers));
    await fc.assert(
      fc.asyncProperty(anyRoute, two, async (route, [one, other]) => {
        expectClear(await send(route, own(route.path), { ...one, ...other }, '{}'));
      }),
      { numRuns: 150 },
    );
  });

  it.each(withParams)('I4 in the path of %s is a failure here', async (_name, route) => {
    const Authorization = `Bearer ${ann.accessToken}`;
    const unknown = await send(route, fill(route.path), { Authorization });
    const refusals = unknown.status === 403 ? [403, 404] : [404];
    await tryAll(HOSTILE_SEGMENTS, async (segment) => {
      const answer = await send(route, fill(route.path, segment), { Authorization });
      expectDocumented(route, answer);
      expect({ segment, ...answer, isRefused: refusals.includes(answer.status) }).toMatchObject({
        isRefused: true,
      });
    });
  });

  it.each(reads)('I1 I10 in the query of %s is a failure here', async (_name, route) => {
    await tryAll(HOSTILE_QUERIES, async (query) => {
      const answer = await send(route, `${own(route.path)}?${query}`);
      expectDocumented(route, answer);
      expect({ query, ...answer }).toMatchObject({ status: 400 });
    });
  });

  it('has ended the process, the session or the worker meanwhile', async () => {
    await app.get('/auth/me', { token: ann.accessToken }).expect(200);
    await app.drain();
    const dead = await app.sql('SELECT kind, last_error FROM jobs WHERE dead_at IS NOT NULL');
    expect(dead).toEqual([]);
  });
});
