import type { DomainError } from '../../../src/core/domain/DomainError';
import { methodsOf, pathsOf, type AnyEndpoint } from '../../../src/core/presentation/endpoint';
import { validator } from '../../../src/core/presentation/validate';
import { modules } from '../../../src/modules';

const endpoints = modules.flatMap((module): readonly AnyEndpoint[] => module.endpoints);
const routes = endpoints.flatMap((endpoint) =>
  methodsOf(endpoint).flatMap((method) =>
    pathsOf(endpoint).map((path) => [`${method} ${path}`, { endpoint, method, path }] as const),
  ),
);
const creating = routes.filter(
  ([, { endpoint, method, path }]) =>
    method === 'post' && !path.startsWith('/auth/') && 201 in endpoint.responses,
);
const taking = routes.filter(([, { endpoint }]) => endpoint.takesIdempotencyKey);

describe('I17 Idempotency-Key', () => {
  it.each(creating)('is taken by %s, which creates', (_name, { endpoint }) => {
    expect(endpoint.takesIdempotencyKey).toBe(true);
  });

  it.each(taking)('is told by whom: %s is called by accounts alone, and is a POST', (_name, route) => {
    expect(route.method).toBe('post');
    expect(['anyone', 'refresh-token']).not.toContain(route.endpoint.access.kind);
  });

  it('is taken by some', () => {
    expect(creating.map(([name]) => name)).toEqual(
      expect.arrayContaining(['post /workspaces', 'post /workspaces/:workspaceId/members/invite']),
    );
  });
});

describe('I13 A fault never repeats the value', () => {
  const CANARY = 'c4n4ry-Passw0rd';
  const wrong = [CANARY, ` ${CANARY}\n`, `${CANARY}@`, CANARY.repeat(100), [CANARY], { [CANARY]: CANARY }];
  const inputs = endpoints.flatMap(({ summary, body, query }) => [
    ...(body ? [{ name: `the body of “${summary}”`, place: 'body' as const, schema: body }] : []),
    ...(query ? [{ name: `the query of “${summary}”`, place: 'query' as const, schema: query }] : []),
  ]);
  const faultsOf = (check: ReturnType<typeof validator>, value: object) => {
    try {
      check(value);
    } catch (error) {
      expect(error).toMatchObject({ kind: 'invalid', code: 'VALIDATION_ERROR' });
      return (error as DomainError).facts.details ?? [];
    }
    return [];
  };

  it.each(inputs)('of any field of $name', ({ schema, place }) => {
    const { keys = {} } = schema.describe() as { keys?: Record<string, unknown> };
    const fields = Object.keys(keys);
    expect(fields).not.toEqual([]);
    const check = validator(schema, place);
    for (const value of wrong) {
      const faults = faultsOf(check, {
        ...Object.fromEntries(fields.map((field) => [field, value])),
        unknown: value,
      });
      expect(faults.length).toBeGreaterThan(0);
      expect(JSON.stringify(faults)).not.toContain(CANARY);
    }
  });
});
