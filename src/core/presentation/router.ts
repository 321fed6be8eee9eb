import { Router, type RequestHandler } from 'express';
import type { Resolve } from '../application/Injectable';
import { methodsOf, pathsOf, type AnyEndpoint } from './endpoint';
import { sendRefusal } from './envelope';
import { notFound } from './refusals';
import { serve, type Gate } from './serve';

/** After any letter: of two paths that match, the one that is spelled out comes first. */
const ANY_ID = '\uffff';

/** All endpoints under the base path; other methods of their paths answer 405, other paths 404. */
export function apiRouter(endpoints: readonly AnyEndpoint[], gate: Gate, resolve: Resolve): Router {
  const router = Router({ caseSensitive: true });
  for (const routes of byShape(endpoints)) {
    const methods = new Set<string>();
    for (const { endpoint, path } of routes) {
      const handler = serve(endpoint, gate, resolve);
      for (const method of methodsOf(endpoint)) {
        router[method](path, handler);
        methods.add(method.toUpperCase());
      }
    }
    router.all((routes[0] as Route).path, counted(gate), methodNotAllowed(methods));
  }
  router.use(counted(gate), (_request, _response, next) => next(notFound()));
  return router;
}

interface Route {
  readonly endpoint: AnyEndpoint;
  readonly path: string;
}

/** Routes that match the same paths, whatever their ids are called, together. */
function byShape(endpoints: readonly AnyEndpoint[]): Route[][] {
  const shapes = new Map<string, Route[]>();
  for (const endpoint of endpoints) {
    for (const path of pathsOf(endpoint)) {
      const shape = path.replace(/:\w+/g, ANY_ID);
      shapes.set(shape, [...(shapes.get(shape) ?? []), { endpoint, path }]);
    }
  }
  return [...shapes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, routes]) => routes);
}

function counted({ count }: Gate): RequestHandler {
  return async (request, response, next) => {
    await count('general', null, request, response);
    next();
  };
}

export function methodNotAllowed(known: ReadonlySet<string>): RequestHandler {
  const allow = [...known, ...(known.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (request, response) => {
    response.setHeader('Allow', allow);
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    sendRefusal(response, { statusCode: 405, code: 'METHOD_NOT_ALLOWED', message: `Use ${allow}.` });
  };
}
