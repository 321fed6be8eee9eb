import { methodsOf, pathsOf, type AnyEndpoint } from '../../../src/core/presentation/endpoint';
import { modules } from '../../../src/modules';
import type { Method } from '../app/TestApp';

export interface Route {
  /** As the matrix names it: `GET /users/me`. */
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  readonly access: AnyEndpoint['access'];
}

/** Every route of every module, each method and each spelling of its path by itself. */
export function everyRoute(): Route[] {
  const endpoints = modules.flatMap((module) => module.endpoints);
  return endpoints.flatMap((endpoint) =>
    pathsOf(endpoint).flatMap((path) =>
      methodsOf(endpoint).map((method) => ({
        name: `${method.toUpperCase()} ${path}`,
        ...{ method, path, access: endpoint.access },
      })),
    ),
  );
}

/** An access rule in words. */
export function ruleOf({ access }: Route): string {
  const permissions =
    access.kind === 'permission' ? [access.permission, ...(access.or ?? [])] : [access.kind];
  const conditions = [access.orPlatform && 'or platform', access.verified && 'verified'].filter(Boolean);
  return [permissions.join(' or '), ...conditions].join(', ');
}
