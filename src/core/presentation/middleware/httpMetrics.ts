import type { RequestHandler } from 'express';
import type { Metrics } from '../../application/Metrics';
import { routeOf } from '../routeOf';

const LABELS = ['method', 'route', 'status'] as const;
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** What proxies call a request whose client left before it was answered. */
const CLIENT_GONE = '499';

/** Counts and times requests by route pattern. */
export function httpMetrics(metrics: Metrics): RequestHandler {
  const count = metrics.counter('http_requests_total', 'HTTP requests.', LABELS);
  const observe = metrics.histogram(
    'http_request_duration_seconds',
    'Time from the arrival of a request to the end of its answer.',
    LABELS,
    BUCKETS,
  );
  return (request, response, next) => {
    const begin = performance.now();
    response.once('close', () => {
      const status = response.writableFinished ? String(response.statusCode) : CLIENT_GONE;
      const labels = { method: request.method, route: routeOf(request), status };
      count(labels);
      observe(labels, (performance.now() - begin) / 1_000);
    });
    next();
  };
}
