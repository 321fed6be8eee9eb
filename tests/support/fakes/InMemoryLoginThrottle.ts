import type { Clock } from '../../../src/core/application/Clock';
import type { Admission, LoginThrottle } from '../../../src/modules/auth/application/LoginThrottle';
import type { Memory } from './Memory';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const MOST_FAILURES = 5;
const LOCK_MINUTES = [1, 5, 15, 60] as const;

interface Counted {
  readonly failures: number;
  readonly since: number;
  readonly pending: number;
  readonly pendingUntil: number;
  readonly locks: number;
  readonly lockedUntil: number;
}

const NOTHING: Counted = { failures: 0, since: 0, pending: 0, pendingUntil: 0, locks: 0, lockedUntil: 0 };

export class InMemoryLoginThrottle implements LoginThrottle {
  private readonly counts: Map<string, Counted>;

  constructor(
    memory: Memory,
    private readonly clock: Clock,
  ) {
    this.counts = memory.table();
  }

  reserve(identifier: string): Promise<Admission> {
    const now = this.clock.now().getTime();
    const counted = this.counts.get(identifier) ?? NOTHING;
    if (counted.lockedUntil > now) {
      return Promise.resolve({ kind: 'locked', seconds: Math.ceil((counted.lockedUntil - now) / SECOND) });
    }
    const isOver = counted.failures === 0 || counted.since < now - 15 * MINUTE;
    const failures = isOver ? 0 : counted.failures;
    const pending = counted.pendingUntil < now ? 0 : counted.pending;
    if (failures + pending >= MOST_FAILURES) return Promise.resolve({ kind: 'wait' });
    this.counts.set(identifier, {
      ...counted,
      failures,
      since: isOver ? now : counted.since,
      pending: pending + 1,
      pendingUntil: now + 15 * SECOND,
    });
    return Promise.resolve({ kind: 'admitted' });
  }

  failed(identifier: string): Promise<number | null> {
    const counted = this.counts.get(identifier);
    if (!counted) return Promise.resolve(null);
    const pending = Math.max(counted.pending - 1, 0);
    const failures = counted.failures + 1;
    if (failures < MOST_FAILURES) {
      this.counts.set(identifier, { ...counted, pending, failures });
      return Promise.resolve(null);
    }
    const now = this.clock.now().getTime();
    const locks = counted.lockedUntil < now - DAY ? 1 : counted.locks + 1;
    const minutes = LOCK_MINUTES[Math.min(locks, LOCK_MINUTES.length) - 1] ?? 60;
    const lockedUntil = now + minutes * MINUTE;
    this.counts.set(identifier, { ...counted, pending, failures: 0, locks, lockedUntil });
    return Promise.resolve(minutes * 60);
  }

  released(identifier: string): Promise<void> {
    const counted = this.counts.get(identifier);
    if (counted) {
      this.counts.set(identifier, { ...counted, pending: Math.max(counted.pending - 1, 0) });
    }
    return Promise.resolve();
  }

  cleared(identifier: string): Promise<void> {
    const { pending = 0, pendingUntil = 0 } = this.counts.get(identifier) ?? {};
    this.counts.set(identifier, { ...NOTHING, pending: Math.max(pending - 1, 0), pendingUntil });
    return Promise.resolve();
  }
}
