import { once } from 'node:events';
import { get } from 'node:http';
import express, { Router } from 'express';
import request from 'supertest';
import type { Log, LogFields } from '../../../../../src/core/application/Log';
import { asId } from '../../../../../src/core/domain/ids';
import { AsyncRequestContext } from '../../../../../src/core/infrastructure/system/AsyncRequestContext';
import { requestContext } from '../../../../../src/core/presentation/middleware/requestContext';
import { requestLog } from '../../../../../src/core/presentation/middleware/requestLog';
import { silentLog } from '../../../../support/silentLog';

const ann = asId<'user'>('0190f3c2-7f3a-7c3d-9c1e-2f6f4b1d2a3b');

function anApp() {
  const lines: { level: keyof Log; fields: LogFields }[] = [];
  const log: Log = {
    ...silentLog,
    info: (_message, fields = {}) => lines.push({ level: 'info', fields }),
    debug: (_message, fields = {}) => lines.push({ level: 'debug', fields }),
  };
  const context = new AsyncRequestContext();
  const router = Router();
  router.get('/users/:id', (_request, response) => {
    context.current()!.userId = ann;
    response.json({});
  });
  router.get('/hang', (_request, response) => {
    response.write('…');
  });
  const app = express();
  app.use(requestContext(context, { id: () => 'made' } as never), requestLog(log, context));
  app.get('/health/live', (_request, response) => {
    response.end();
  });
  app.use('/api/v1', router);
  return { app, lines };
}

async function eventually(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(setImmediate);
}

describe('the request log', () => {
  it('says who asked for what, under which id, and how it ended', async () => {
    const { app, lines } = anApp();
    await request(app).get('/api/v1/users/42?token=secret').set('X-Request-Id', 'req-7').expect(200);
    await eventually(() => lines.length > 0);
    expect(lines).toEqual([
      {
        level: 'info',
        fields: {
          requestId: 'req-7',
          method: 'GET',
          route: '/users/:id',
          path: '/api/v1/users/42',
          status: 200,
          ms: expect.any(Number),
          userId: ann,
          aborted: undefined,
        },
      },
    ]);
  });

  it('cuts long paths and names no route where none matched', async () => {
    const { app, lines } = anApp();
    await request(app)
      .get(`/${'a'.repeat(5_000)}`)
      .expect(404);
    await eventually(() => lines.length > 0);
    expect(lines[0]!.fields).toMatchObject({ route: 'unmatched', status: 404, path: `/${'a'.repeat(199)}` });
  });

  it('lowers probes to debug lines', async () => {
    const { app, lines } = anApp();
    await request(app).get('/health/live').expect(200);
    await eventually(() => lines.length > 0);
    expect(lines[0]!.level).toBe('debug');
  });

  it('logs a request whose client left', async () => {
    const { app, lines } = anApp();
    const server = app.listen(0);
    const { port } = server.address() as { port: number };
    const leaving = get({ port, path: '/api/v1/hang' });
    await once(leaving, 'response');
    leaving.destroy();
    await eventually(() => lines.length > 0);
    expect(lines[0]!.fields).toMatchObject({ route: '/hang', aborted: true });
    server.close();
  });
});
