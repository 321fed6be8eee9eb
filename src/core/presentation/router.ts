import { Router, type RequestHandler } from 'express';
import type { Resolve } from '../application/Injectable';
import { methodsOf, pathsOf, type AnyEndpoint } from './endpoint';
import { sendRefusal } from './envelope';
import { notFound } from './refusals';
import { serve, type Gate } from './serve';

/** All endpoints under the base path; other methods of their paths answer 405, other paths 404. */
export function apiRouter(endpoints: readonly AnyEndpoint[], gate: Gate, resolve: Resolve): Router {
  const router = Router({ caseSensitive: true });
  const methods = new Map<string, Set<string>>();
  for (const endpoint of endpoints) {
    const handler = serve(endpoint, gate, resolve);
    for (const path of pathsOf(endpoint)) {
      const known = methods.get(path) ?? new Set();
      for (const method of methodsOf(endpoint)) {
        router[method](path, handler);
        known.add(method.toUpperCase());
      }
      methods.set(path, known);
    }
  }
  for (const [path, known] of methods) router.all(path, counted(gate), methodNotAllowed(known));
  router.use(counted(gate), (_request, _response, next) => next(notFound()));
  return router;
}

function counted({ count }: Gate): RequestHandler {
  return async (request, response, next) => {
    await count('general', null, request, response);
    next();
  };
}

function methodNotAllowed(known: ReadonlySet<string>): RequestHandler {
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
