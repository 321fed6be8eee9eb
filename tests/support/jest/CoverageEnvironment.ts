import { TestEnvironment } from 'jest-environment-node';

type Coverage = NonNullable<InstanceType<typeof TestEnvironment>['global']['__coverage__']>;

/** What this worker ran of the source so far: each source file is counted in one place, whichever suite loads it. */
const ran: Coverage = {};
const told = new Map<string, number>();

/**
 * Hands over, after each suite, the source files of which something ran for the first time.
 * Jest would copy, send and merge the counters of the whole application after every suite, which took longer
 * than most suites. So the counts say whether a line ran, not how often.
 */
export default class CoverageEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.__coverage__ = ran;
  }

  handleTestEvent({ name }: { readonly name: string }): void {
    if (name === 'teardown') this.global.__coverage__ = newlyRan();
  }
}

function newlyRan(): Coverage {
  const news = Object.entries(ran).filter(([path, file]) => {
    const places = placesRun(file);
    const isNew = places !== told.get(path);
    told.set(path, places);
    return isNew;
  });
  return Object.fromEntries(news);
}

function placesRun({ s, f, b }: Coverage[string]): number {
  const counts = [...Object.values(s), ...Object.values(f), ...Object.values(b).flat()];
  return counts.filter((count) => count > 0).length;
}
