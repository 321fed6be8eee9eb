import express, { Router, type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { PrometheusMetrics } from '../../../../../src/core/infrastructure/metrics/PrometheusMetrics';
import { httpMetrics } from '../../../../../src/core/presentation/middleware/httpMetrics';
import { silentLog } from '../../../../support/silentLog';

function anApp() {
  const metrics = new PrometheusMetrics(silentLog);
  const users = Router();
  users.get('/users/:id', ({ params }, response) => {
    response.status(params.id === '0' ? 404 : 200).end();
  });
  users.get('/broken', () => {
    throw new Error('broken');
  });
  const app = express();
  app.use(httpMetrics(metrics));
  app.use('/api/v1', users);
  const failed: ErrorRequestHandler = (_error, _request, response, _next) => {
    response.status(500).end();
  };
  app.use(failed);
  return { app, metrics };
}

async function counted(metrics: PrometheusMetrics): Promise<string[]> {
  await new Promise(setImmediate);
  const { text } = await metrics.expose();
  return text
    .split('\n')
    .filter((line) => /^http_(requests_total|request_duration_seconds_count)/.test(line));
}

describe('the metrics of requests', () => {
  it('counts and times by method, route pattern and status', async () => {
    const { app, metrics } = anApp();
    for (const id of ['1', '2', '0']) await request(app).get(`/api/v1/users/${id}`);
    expect(await counted(metrics)).toEqual([
      'http_requests_total{method="GET",route="/users/:id",status="200"} 2',
      'http_requests_total{method="GET",route="/users/:id",status="404"} 1',
      'http_request_duration_seconds_count{method="GET",route="/users/:id",status="200"} 2',
      'http_request_duration_seconds_count{method="GET",route="/users/:id",status="404"} 1',
    ]);
  });

  it('keeps the route of a request that failed', async () => {
    const { app, metrics } = anApp();
    await request(app).get('/api/v1/broken').expect(500);
    expect(await counted(metrics)).toContain(
      'http_requests_total{method="GET",route="/broken",status="500"} 1',
    );
  });

  it('makes one series of all paths that lead nowhere', async () => {
    const { app, metrics } = anApp();
    for (let at = 0; at < 20; at += 1) await request(app).get(`/wp-admin/${at}.php`);
    expect(await counted(metrics)).toEqual([
      'http_requests_total{method="GET",route="unmatched",status="404"} 20',
      'http_request_duration_seconds_count{method="GET",route="unmatched",status="404"} 20',
    ]);
  });
});
