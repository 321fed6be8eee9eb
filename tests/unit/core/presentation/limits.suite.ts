import { setTimeout as pause } from 'node:timers/promises';
import { MemoryStore } from 'express-rate-limit';
import type { Request, Response } from 'express';
import { callLimits } from '../../../../src/core/presentation/limits';

const WINDOW_MS = 200;
const options = { enabled: true, windowMs: WINDOW_MS, anonymous: 2, authenticated: 2, auth: 2 };

function calls(limits = options) {
  const count = callLimits(limits, () => new MemoryStore());
  return (ip = '203.0.113.7') => {
    const request = { ip, headers: {} } as unknown as Request;
    const response = { setHeader: () => undefined, append: () => undefined } as unknown as Response;
    return count('general', null, request, response);
  };
}

describe('the limit on calls', () => {
  it('is told with the seconds to wait, and is over when they are', async () => {
    const call = calls();
    await call();
    await call();
    await expect(call()).rejects.toMatchObject({ kind: 'limited', code: 'RATE_LIMITED' });
    await expect(call()).rejects.toMatchObject({ facts: { retryAfter: expect.any(Number) } });
    await expect(call('203.0.113.8')).resolves.toBeUndefined();
    await pause(WINDOW_MS + 20);
    await expect(call()).resolves.toBeUndefined();
  });

  it('can be lifted', async () => {
    const call = calls({ ...options, enabled: false });
    const all = Promise.all(Array.from({ length: 50 }, () => call()));
    await expect(all).resolves.toHaveLength(50);
  });
});
