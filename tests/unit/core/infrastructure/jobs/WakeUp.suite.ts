import { PollingLoop } from '../../../../../src/core/infrastructure/jobs/PollingLoop';
import { WakeUp } from '../../../../../src/core/infrastructure/jobs/WakeUp';
import { AsyncRequestContext } from '../../../../../src/core/infrastructure/system/AsyncRequestContext';
import { silentLog } from '../../../../support/silentLog';

it('a loop that a request wakes does not act on behalf of that request', async () => {
  const context = new AsyncRequestContext();
  const wakeUp = new WakeUp();
  const seen: (string | undefined)[] = [];
  const loop = new PollingLoop({
    name: 'Loop',
    everyMs: 60_000,
    wakeUp,
    log: silentLog,
    pass: async () => {
      seen.push(context.current()?.requestId);
      return false;
    },
  });
  loop.start();
  await new Promise((resolve) => setImmediate(resolve));
  const facts = { requestId: 'a-request', ip: null, userAgent: null, userId: null };
  await context.run(facts, async () => wakeUp.now());
  await loop.stop();
  expect(seen).toEqual([undefined, undefined]);
});
