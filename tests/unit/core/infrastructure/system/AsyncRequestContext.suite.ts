import { setImmediate as soon } from 'node:timers/promises';
import { AsyncRequestContext } from '../../../../../src/core/infrastructure/system/AsyncRequestContext';

const facts = (requestId: string) => ({ requestId, ip: null, userAgent: null, userId: null });

describe('AsyncRequestContext', () => {
  const context = new AsyncRequestContext();

  it('follows a call through every await, and no other call', async () => {
    const seen = await Promise.all(
      ['one', 'two'].map((id) =>
        context.run(facts(id), async () => {
          await soon();
          return context.current()?.requestId;
        }),
      ),
    );
    expect(seen).toEqual(['one', 'two']);
  });

  it('is nothing outside of a request', () => {
    expect(context.current()).toBeNull();
  });
});
