import { Router } from 'express';
import { ok } from '../answer';
import { sendAnswer, sendRefusal, type Refusal } from '../envelope';
import { readOnly } from '../pages/readOnly';

export interface HealthPagesOptions {
  /** Names of the parts that cannot serve. */
  readonly readiness: { failures(): Promise<readonly string[]> };
  /** Names of the parts that are away and that it can serve without. */
  readonly degraded: () => readonly string[];
  /** Whether the process has begun to end: then it is not ready, whatever the checks say. */
  readonly isDraining: () => boolean;
}

const RETRY_AFTER_SECONDS = 2;
const DRAINING: Refusal = {
  statusCode: 503,
  code: 'SHUTTING_DOWN',
  message: 'This process is about to end.',
  retryAfter: RETRY_AFTER_SECONDS,
};

/** `GET /health/live`: the process answers. `GET /health/ready`: it can serve. Neither tells versions or addresses. */
export function healthPages({ readiness, degraded, isDraining }: HealthPagesOptions): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    sendAnswer(response, ok('The process is alive.', { status: 'live' }));
  });
  router.get('/health/ready', async (_request, response) => {
    if (isDraining()) {
      sendRefusal(response, DRAINING);
      return;
    }
    const failing = await readiness.failures();
    if (failing.length > 0) sendRefusal(response, notReady(failing));
    else sendAnswer(response, ready(degraded()));
  });
  return readOnly(router);
}

function ready(away: readonly string[]) {
  if (away.length === 0) return ok('Ready to serve.', { status: 'ready' });
  return ok('Ready to serve, without parts that help.', { status: 'degraded', degraded: away });
}

function notReady(failing: readonly string[]): Refusal {
  return {
    statusCode: 503,
    code: 'NOT_READY',
    message: 'A part that is needed cannot serve.',
    details: failing.map((path) => ({ path, message: 'cannot serve' })),
    retryAfter: RETRY_AFTER_SECONDS,
  };
}
