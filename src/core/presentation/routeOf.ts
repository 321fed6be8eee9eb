import type { Request } from 'express';

/**
 * The pattern of the route a request reached, in Express notation; `unmatched` when there is none. A path as it
 * was sent would make as many metrics as there are ids.
 */
export function routeOf(request: Request): string {
  const route = request.route as { readonly path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'unmatched';
}
