import cors from 'cors';
import type { Request, RequestHandler } from 'express';
import { DomainError } from '../../domain/DomainError';
import { refusalOf, sendRefusal } from '../envelope';
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
      'X-Admin-Reason',
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

/** A refused preflight says, outside production, which variable to change; browsers show no more than that it failed. */
export function explainRefusedPreflight({ isAllowed, explain }: CrossOriginOptions): RequestHandler {
  return ({ method, headers: { origin } }, response, next) => {
    if (!explain || method !== 'OPTIONS' || origin === undefined || isAllowed(origin)) next();
    else sendRefusal(response, refusalOf(originRefused(explain)));
  };
}

/**
 * A page of a foreign origin may not write, signed in or not (login CSRF included). Browsers that send no
 * `Origin` say where a request comes from in `Sec-Fetch-Site`. The check throws DomainError ORIGIN_REFUSED.
 */
export function foreignWrites({ isAllowed, explain }: CrossOriginOptions): (request: Request) => void {
  return ({ method, headers }) => {
    const { origin } = headers;
    const foreign = origin === undefined ? headers['sec-fetch-site'] === 'cross-site' : !isAllowed(origin);
    if (foreign && !SAFE.has(method)) throw originRefused(explain);
  };
}

function originRefused(explain: boolean): DomainError {
  const hint = explain ? ' Add it to CORS_ORIGINS to allow its pages.' : '';
  return new DomainError('forbidden', 'ORIGIN_REFUSED', `This origin is not allowed here.${hint}`);
}
