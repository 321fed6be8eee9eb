import express from 'express';
import request from 'supertest';
import type { Log } from '../../../../../src/core/application/Log';
import { healthPages } from '../../../../../src/core/presentation/health/healthPages';
import { Readiness, type ReadinessCheck } from '../../../../../src/core/infrastructure/health/Readiness';
import { silentLog } from '../../../../support/silentLog';

const never = (): void => undefined;

function aProcess() {
  const state = {
    now: 0,
    down: false,
    draining: false,
    asked: 0,
    away: [] as string[],
    lines: [] as string[],
  };
  const database: ReadinessCheck = {
    name: 'database',
    run: async () => {
      state.asked += 1;
      if (state.down) throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
    },
  };
  const log: Log = {
    ...silentLog,
    info: (line) => state.lines.push(line),
    warn: (line) => state.lines.push(line),
  };
  const readiness = new Readiness([database], { now: () => new Date(state.now) }, log);
  const app = express();
  app.use(healthPages({ readiness, degraded: () => state.away, isDraining: () => state.draining }));
  return { app, state, readiness };
}

describe('the health of a process', () => {
  it('is alive and ready', async () => {
    const { app } = aProcess();
    const live = await request(app).get('/health/live').expect(200);
    const ready = await request(app).get('/health/ready').expect(200);
    expect(live.body).toEqual({ success: true, message: expect.any(String), data: { status: 'live' } });
    expect(ready.body.data).toEqual({ status: 'ready' });
  });

  it('I20 is not ready while a part is down, and tells its name but not where it is', async () => {
    const { app, state } = aProcess();
    state.down = true;
    const { body, headers, text } = await request(app).get('/health/ready').expect(503);
    expect(headers['retry-after']).toBe('2');
    expect(body).toMatchObject({
      success: false,
      statusCode: 503,
      code: 'NOT_READY',
      details: [{ path: 'database', message: 'cannot serve' }],
    });
    expect(text).not.toMatch(/10\.0|5432|ECONN/);
    await request(app).get('/health/live').expect(200);
  });

  it('T6 is ready, if degraded, without a part that only helps', async () => {
    const { app, state } = aProcess();
    state.away = ['redis'];
    const { body } = await request(app).get('/health/ready').expect(200);
    expect(body.data).toEqual({ status: 'degraded', degraded: ['redis'] });
  });

  it('X12 is not ready while it drains, but alive', async () => {
    const { app, state } = aProcess();
    await request(app).get('/health/ready').expect(200);
    state.draining = true;
    const { body, headers } = await request(app).get('/health/ready').expect(503);
    expect(body.code).toBe('SHUTTING_DOWN');
    expect(headers['retry-after']).toBe('2');
    await request(app).get('/health/live').expect(200);
  });

  it('I20 asks its parts once a second, however many ask it', async () => {
    const { app, state } = aProcess();
    await Promise.all(Array.from({ length: 20 }, () => request(app).get('/health/ready').expect(200)));
    expect(state.asked).toBe(1);
    state.now = 999;
    await request(app).get('/health/ready').expect(200);
    expect(state.asked).toBe(1);
    state.now = 1_000;
    await request(app).get('/health/ready').expect(200);
    expect(state.asked).toBe(2);
  });

  it('does not start a second check while one is still waiting', async () => {
    let asked = 0;
    let answer: () => void = () => undefined;
    const slow: ReadinessCheck = {
      name: 'database',
      run: () => {
        asked += 1;
        return new Promise<void>((resolve) => {
          answer = resolve;
        });
      },
    };
    let now = 0;
    const readiness = new Readiness([slow], { now: () => new Date(now) }, silentLog);
    const first = readiness.failures();
    now = 1_500;
    const second = readiness.failures();
    answer();
    expect(await Promise.all([first, second])).toEqual([[], []]);
    expect(asked).toBe(1);
  });

  it('X6 gives up on a part that does not answer', async () => {
    jest.useFakeTimers();
    const hanging: ReadinessCheck = { name: 'database', run: () => new Promise(never) };
    const readiness = new Readiness([hanging], { now: () => new Date(0) }, silentLog);
    const failures = readiness.failures();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await failures).toEqual(['database']);
    jest.useRealTimers();
  });

  it('logs when it stops being ready and when it is again, and nothing in between', async () => {
    const { readiness, state } = aProcess();
    for (const [now, down] of [0, 2, 4, 6, 8, 10].map((s) => [s * 1_000, s === 4 || s === 6] as const)) {
      Object.assign(state, { now, down });
      await readiness.failures();
    }
    expect(state.lines).toEqual(['Not ready', 'Ready again']);
  });
});
