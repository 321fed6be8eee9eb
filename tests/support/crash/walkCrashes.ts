import { expectSoon } from '../expectSoon';
import { there } from '../there';
import { CrashWalk } from './CrashWalk';
import { brokenChains } from './invariants';
import { allPaths, writePaths } from './paths';
import { nameOf } from './WritePath';

const SOON = 10_000;
const LONGEST_MS = 240_000;

/** X2 for all paths of that suite. @param environment of the servers, beside what all have. */
export function walkCrashes(
  suite: keyof typeof writePaths,
  environment: Readonly<Record<string, string>> = {},
): void {
  let opened: CrashWalk | null = null;
  beforeAll(async () => {
    opened = await CrashWalk.open(allPaths, environment);
  }, 60_000);
  afterAll(() => there(opened).close(), 60_000);

  it.each(writePaths[suite].map((path) => [nameOf(path), path] as const))(
    'X2 kill -9 before and after each COMMIT of %s: nothing is lost, half or double',
    async (_name, path) => {
      const faults = await there(opened).faultsOf(path);
      expect(faults).toEqual([]);
    },
    LONGEST_MS,
  );

  it('X2 the audit log is chained without a gap after all these deaths', async () => {
    await expectSoon(async () => expect(await brokenChains(there(opened).app)).toEqual([]), SOON);
  });
}
