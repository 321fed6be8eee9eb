import type { Clock } from '../../../src/core/application/Clock';
import type { Admission, LoginThrottle } from '../../../src/modules/auth/application/LoginThrottle';
import type { Memory } from './Memory';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const MOST_FAILURES = 5;
const LOCK_MINUTES = [1, 5, 15, 60] as const;

interface Failure {
  readonly at: number;
  readonly as: string;
}

interface Counted {
  readonly failures: readonly Failure[];
  readonly pending: number;
  readonly pendingUntil: number;
  readonly locks: number;
  readonly lockedUntil: number;
}

const NOTHING: Counted = { failures: [], pending: 0, pendingUntil: 0, locks: 0, lockedUntil: 0 };

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
    const failures = counted.failures.filter(({ at }) => at >= now - 15 * MINUTE);
    const pending = counted.pendingUntil < now ? 0 : counted.pending;
    if (failures.length + pending >= MOST_FAILURES) return Promise.resolve({ kind: 'wait' });
    this.counts.set(identifier, {
      ...counted,
      failures,
      pending: pending + 1,
      pendingUntil: now + 15 * SECOND,
    });
    return Promise.resolve({ kind: 'admitted' });
  }

  failed(identifier: string, address: string): Promise<number | null> {
    const counted = this.counts.get(identifier);
    if (!counted) return Promise.resolve(null);
    const now = this.clock.now().getTime();
    const pending = Math.max(counted.pending - 1, 0);
    const failures = [...counted.failures, { at: now, as: address }];
    if (failures.length < MOST_FAILURES) {
      this.counts.set(identifier, { ...counted, pending, failures });
      return Promise.resolve(null);
    }
    const locks = this.locksAfter(counted);
    const minutes = LOCK_MINUTES[Math.min(locks, LOCK_MINUTES.length) - 1] ?? 60;
    const lock = { failures: [], lockedUntil: now + minutes * MINUTE };
    this.counts.set(identifier, { ...counted, pending, ...lock, locks });
    if (failures.every(({ as }) => as === address)) {
      const own = this.counts.get(` ${address}`) ?? NOTHING;
      this.counts.set(` ${address}`, { ...own, ...lock, locks: this.locksAfter(own) });
    }
    return Promise.resolve(minutes * 60);
  }

  private locksAfter({ lockedUntil, locks }: Counted): number {
    return lockedUntil < this.clock.now().getTime() - DAY ? 1 : locks + 1;
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
    const failures = counted.failures.filter(({ as }) => as !== address);
    const locks = counted.locks - (own.lockedUntil < this.clock.now().getTime() - DAY ? 0 : own.locks);
    this.counts.set(identifier, {
      ...counted,
      ...{ pending: Math.max(counted.pending - 1, 0), failures, locks: Math.max(locks, 0) },
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
