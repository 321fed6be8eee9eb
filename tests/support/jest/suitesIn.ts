import { readdirSync } from 'node:fs';
import path from 'node:path';

const SUITE = '.suite.ts';

/**
 * Every suite below a folder in one file of Jest's, which loads the application once instead of once a suite.
 * None leaves its timers or spies to the next; what mocks a module is a `.test.ts` of its own.
 * One alone: `npx jest tests/e2e/auth.test.ts -t signUp`.
 */
export function suitesIn(folder: string): void {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const suites = names.filter((name) => name.endsWith(SUITE)).map((name) => name.slice(0, -SUITE.length));
  describe.each(suites)('%s', (name) => {
    afterAll(() => {
      jest.useRealTimers();
      jest.restoreAllMocks();
    });
    jest.requireActual(path.join(folder, name + SUITE));
  });
}
