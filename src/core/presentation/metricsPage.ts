import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import type { Metrics } from '../application/Metrics';
import { DomainError } from '../domain/DomainError';
import { notFound, tokenMissing } from './refusals';

export interface MetricsPageOptions {
  readonly metrics: Metrics;
  /** Null: no token is asked for. */
  readonly token: string | null;
  readonly production: boolean;
}

/**
 * `GET /metrics`. With a token set, only its bearer reads them (401). Without one they are open, but in
 * production they are not there at all (404).
 */
export function metricsPage({ metrics, token, production }: MetricsPageOptions): Router {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    if (token === null && production) throw notFound();
    if (token !== null) demand(token, request);
    const { contentType, text } = await metrics.expose();
    response.setHeader('Content-Type', contentType);
    response.end(text);
  });
  return router;
}

function demand(token: string, { headers: { authorization } }: Request): void {
  if (authorization === undefined) throw tokenMissing();
  if (isEqual(authorization, `Bearer ${token}`)) return;
  throw new DomainError('unauthenticated', 'TOKEN_INVALID', 'This is not the token for metrics.');
}

/** Takes the same time whatever is given: digests have one length. */
function isEqual(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
