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

/** An access rule in words: two rules that differ in anything are called differently. */
export function ruleOf({ access }: Route): string {
  const { orPlatform, verified, withoutMfa } = access;
  const conditions = [orPlatform && 'or platform', verified && 'verified', withoutMfa && 'without mfa'];
  return [nameOf(access), ...conditions].filter(Boolean).join(', ');
}

function nameOf(access: Route['access']): string {
  if (access.kind === 'permission') return [access.permission, ...(access.or ?? [])].join(' or ');
  if (access.kind === 'role') return `role ${access.roles.join(' or ')}`;
  return access.kind;
}
