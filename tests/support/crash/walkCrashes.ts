import { expectSoon } from '../expectSoon';
import { there } from '../there';
import { CrashWalk } from './CrashWalk';
import { brokenChains } from './invariants';
import { allPaths, writePaths } from './paths';
import { nameOf } from './WritePath';

const SOON = 10_000;

/** X2 for all paths of a module. @param environment of the servers, beside what all have. */
export function walkCrashes(
  module: keyof typeof writePaths,
  environment: Readonly<Record<string, string>> = {},
): void {
  let opened: CrashWalk | null = null;
  beforeAll(async () => {
    opened = await CrashWalk.open(allPaths, environment);
  }, 60_000);
  afterAll(() => there(opened).close(), 60_000);

  it.each(writePaths[module].map((path) => [nameOf(path), path] as const))(
    'X2 kill -9 before and after each COMMIT of %s: nothing is lost, half or double',
    async (_name, path) => {
      const faults = await there(opened).faultsOf(path);
      expect(faults).toEqual([]);
    },
    120_000,
  );

  it('X2 the audit log is chained without a gap after all these deaths', async () => {
    await expectSoon(async () => expect(await brokenChains(there(opened).app)).toEqual([]), SOON);
  });
}
