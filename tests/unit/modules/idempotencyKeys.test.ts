import { methodsOf, pathsOf } from '../../../src/core/presentation/endpoint';
import { modules } from '../../../src/modules';

const routes = modules
  .flatMap(({ endpoints }) => endpoints)
  .flatMap((endpoint) =>
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
