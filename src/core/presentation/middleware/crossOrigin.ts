import cors from 'cors';
import type { RequestHandler } from 'express';
import { DomainError } from '../../domain/DomainError';
import type { OriginRule } from '../origins';

const SAFE = new Set(['GET', 'HEAD']);

export interface CrossOriginOptions {
  readonly isAllowed: OriginRule;
  /** Whether a refusal names the variable to change: not in production. */
  readonly explain: boolean;
}

/** CORS for the allow-listed origins, with credentials. */
export function crossOrigin({ isAllowed }: CrossOriginOptions): RequestHandler {
  const handle = cors({
    origin: (origin, decide) => decide(null, origin !== undefined && isAllowed(origin)),
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'X-CSRF-Token',
      'X-Workspace-Id',
      'Idempotency-Key',
      'If-Match',
      'X-Request-Id',
    ],
    exposedHeaders: ['X-Request-Id', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'ETag'],
    maxAge: 600,
  });
  return (request, response, next) => {
    response.setHeader('Vary', 'Origin');
    if (request.headers.origin === undefined) next();
    else handle(request, response, next);
  };
}

/**
 * A page of a foreign origin may not write, signed in or not (login CSRF included). Browsers that send no
 * `Origin` say where a request comes from in `Sec-Fetch-Site`.
 */
export function refuseForeignWrites({ isAllowed, explain }: CrossOriginOptions): RequestHandler {
  return (request, _response, next) => {
    const { origin } = request.headers;
    const foreign =
      origin === undefined ? request.headers['sec-fetch-site'] === 'cross-site' : !isAllowed(origin);
    const preflight = request.method === 'OPTIONS';
    if (!foreign || SAFE.has(request.method) || (preflight && !explain)) return next();
    const hint = explain ? ' Add it to CORS_ORIGINS to allow its pages.' : '';
    return next(new DomainError('forbidden', 'ORIGIN_REFUSED', `This origin is not allowed here.${hint}`));
  };
}
