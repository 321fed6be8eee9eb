import express from 'express';
import request from 'supertest';
import type { AuditTrail } from '../../../../src/core/application/AuditTrail';
import { AsyncRequestContext } from '../../../../src/core/infrastructure/system/AsyncRequestContext';
import { errorHandler } from '../../../../src/core/presentation/errorHandler';
import { metricsPage } from '../../../../src/core/presentation/metricsPage';
import { silentLog } from '../../../support/silentLog';

const metrics = { expose: async () => ({ contentType: 'text/plain; version=0.0.4', text: 'up 1\n' }) };
const audit: AuditTrail = { append: async () => undefined };

function anApp(token: string | null, production: boolean) {
  const app = express();
  app.use(metricsPage({ metrics: metrics as never, token, production }));
  app.use(errorHandler({ log: silentLog, audit, context: new AsyncRequestContext() }));
  return app;
}

describe('GET /metrics', () => {
  it('is open outside production when no token is set', async () => {
    const { text, headers } = await request(anApp(null, false)).get('/metrics').expect(200);
    expect(text).toBe('up 1\n');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4');
  });

  it('I20 is not there in production when no token is set', async () => {
    const { body } = await request(anApp(null, true)).get('/metrics').expect(404);
    expect(body.code).toBe('NOT_FOUND');
    await request(anApp(null, true))
      .post('/metrics')
      .expect(404, /NOT_FOUND/);
  });

  it.each([true, false])('I20 needs the token once one is set (production: %s)', async (production) => {
    const app = anApp('s3cret-metrics-token', production);
    const missing = await request(app).get('/metrics').expect(401);
    expect(missing.body.code).toBe('TOKEN_MISSING');
    expect(missing.headers['www-authenticate']).toBe('Bearer');
    for (const wrong of [
      'Bearer s3cret-metrics-toke',
      'Bearer s3cret-metrics-token2',
      's3cret-metrics-token',
    ]) {
      const { body } = await request(app).get('/metrics').set('Authorization', wrong).expect(401);
      expect(body.code).toBe('TOKEN_INVALID');
    }
    await request(app)
      .get('/metrics')
      .set('Authorization', 'Bearer s3cret-metrics-token')
      .expect(200, 'up 1\n');
  });
});
