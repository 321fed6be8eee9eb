import { setTimeout as pause } from 'node:timers/promises';

/** Repeats an expectation until it holds; after `withinMs` its failure is the test's. */
export async function expectSoon(expectation: () => PromiseLike<unknown>, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await pause(20);
    }
  }
}
