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

  failed(identifier: string, address: string): Promise<number | null> {
    const counted = this.counts.get(identifier);
    if (!counted) return Promise.resolve(null);
    const seconds = this.count(identifier, counted);
    this.countAs(` ${address}`, this.counts.get(identifier) ?? counted, seconds !== null);
    return Promise.resolve(seconds);
  }

  private count(identifier: string, counted: Counted): number | null {
    const pending = Math.max(counted.pending - 1, 0);
    const failures = counted.failures + 1;
    if (failures < MOST_FAILURES) {
      this.counts.set(identifier, { ...counted, pending, failures });
      return null;
    }
    const now = this.clock.now().getTime();
    const locks = counted.lockedUntil < now - DAY ? 1 : counted.locks + 1;
    const minutes = LOCK_MINUTES[Math.min(locks, LOCK_MINUTES.length) - 1] ?? 60;
    const lockedUntil = now + minutes * MINUTE;
    this.counts.set(identifier, { ...counted, pending, failures: 0, locks, lockedUntil });
    return minutes * 60;
  }

  /** What one spelling failed: in the same window, and to locks that took no other's failures. */
  private countAs(key: string, { since, lockedUntil }: Counted, isLocked: boolean): void {
    const before = this.counts.get(key) ?? NOTHING;
    const failures = before.since === since ? before.failures + 1 : 1;
    const isOwnLock = isLocked && failures >= MOST_FAILURES;
    const locks = before.lockedUntil < this.clock.now().getTime() - DAY ? 1 : before.locks + 1;
    const lock = isOwnLock
      ? { locks, lockedUntil }
      : { locks: before.locks, lockedUntil: before.lockedUntil };
    this.counts.set(key, { ...NOTHING, ...lock, since, failures: isLocked ? 0 : failures });
  }

  released(identifier: string): Promise<void> {
    const counted = this.counts.get(identifier);
    if (counted) {
      this.counts.set(identifier, { ...counted, pending: Math.max(counted.pending - 1, 0) });
    }
    return Promise.resolve();
  }

  forgiven(identifier: string, address: string): Promise<void> {
    const counted = this.counts.get(identifier) ?? NOTHING;
    const own = this.counts.get(` ${address}`) ?? NOTHING;
    const failures = counted.failures - (own.since === counted.since ? own.failures : 0);
    const locks = counted.locks - (own.lockedUntil < this.clock.now().getTime() - DAY ? 0 : own.locks);
    this.counts.set(identifier, {
      ...counted,
      ...{
        pending: Math.max(counted.pending - 1, 0),
        failures: Math.max(failures, 0),
        locks: Math.max(locks, 0),
      },
      lockedUntil: locks > 0 ? counted.lockedUntil : 0,
    });
    this.counts.delete(` ${address}`);
    return Promise.resolve();
  }

  cleared(identifier: string): Promise<void> {
    const { pending = 0, pendingUntil = 0 } = this.counts.get(identifier) ?? {};
    this.counts.set(identifier, { ...NOTHING, pending: Math.max(pending - 1, 0), pendingUntil });
    return Promise.resolve();
  }
}
