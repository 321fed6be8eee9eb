import type { RequestHandler } from 'express';
import type { Log } from '../../application/Log';
import type { RequestContext } from '../../application/RequestContext';
import { routeOf } from '../routeOf';

const LONGEST_PATH = 200;
const PROBES = new Set(['/health/live', '/health/ready', '/metrics']);

/**
 * One line a request, once it is answered or its client is gone. The query is left out: links with tokens are
 * pasted there. Probes are debug lines, since they come every few seconds for ever.
 */
export function requestLog(log: Log, context: RequestContext): RequestHandler {
  return (request, response, next) => {
    const begin = performance.now();
    const facts = context.current();
    response.once('close', () => {
      const route = routeOf(request);
      const line = {
        requestId: facts?.requestId,
        method: request.method,
        route,
        path: pathOf(request.originalUrl),
        status: response.statusCode,
        ms: Math.round((performance.now() - begin) * 100) / 100,
        userId: facts?.userId ?? undefined,
        aborted: response.writableFinished ? undefined : true,
      };
      if (PROBES.has(route)) log.debug('Request answered', line);
      else log.info('Request answered', line);
    });
    next();
  };
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return url.slice(0, Math.min(query < 0 ? url.length : query, LONGEST_PATH));
}
