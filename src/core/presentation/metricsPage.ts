import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import type { Metrics } from '../application/Metrics';
import { DomainError } from '../domain/DomainError';
import { readOnly } from './pages/readOnly';
import { notFound, tokenMissing } from './refusals';

const PATH = '/metrics';

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
  if (token === null && production) {
    return router.all(PATH, () => {
      throw notFound();
    });
  }
  router.get(PATH, async (request, response) => {
    if (token !== null) demand(token, request);
    const { contentType, text } = await metrics.expose();
    response.setHeader('Content-Type', contentType);
    response.end(text);
  });
  return readOnly(router);
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
