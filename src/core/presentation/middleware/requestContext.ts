import type { RequestHandler } from 'express';
import type { Random } from '../../application/Random';
import type { RequestContext } from '../../application/RequestContext';

const WELL_FORMED = /^[A-Za-z0-9._-]{1,128}$/;

/** Gives each request an id, takes over a well-formed one, and makes it known to everything the request causes. */
export function requestContext(context: RequestContext, random: Random): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && WELL_FORMED.test(given) ? given : random.id();
    response.setHeader('X-Request-Id', requestId);
    const userAgent = request.headers['user-agent']?.slice(0, 512) ?? null;
    context.run({ requestId, ip: request.ip ?? null, userAgent, userId: null }, next);
  };
}
