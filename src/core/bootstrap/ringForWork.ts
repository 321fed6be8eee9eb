import { Bell } from '../infrastructure/jobs/Bell';
import type { Assembly } from './assemble';
import type { Lifecycle } from './Lifecycle';

/** For a process that works nothing off: what it commits wakes the workers of others, the last of it before it ends. */
export function ringForWork({ get, wakes }: Assembly, lifecycle: Lifecycle): void {
  const bell = get(Bell);
  wakes.wakeRelay.listen(() => bell.ring('relay'));
  wakes.wakeJobs.listen(() => bell.ring('jobs'));
  lifecycle.started('Bell', () => bell.rung());
}
