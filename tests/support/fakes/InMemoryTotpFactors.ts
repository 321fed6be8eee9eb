import type { Clock } from '../../../src/core/application/Clock';
import type { UserId } from '../../../src/core/domain/ids';
import type { TotpFactor, TotpFactors } from '../../../src/modules/auth/application/TotpFactors';
import type { InMemoryRecoveryCodes } from './InMemoryRecoveryCodes';
import type { Memory } from './Memory';

const WAITS = 15 * 60_000;

interface StoredFactor extends TotpFactor {
  readonly startedAt: number;
}

export class InMemoryTotpFactors implements TotpFactors {
  private readonly factors: Map<string, StoredFactor>;
  private revisions = 0;

  constructor(
    memory: Memory,
    private readonly clock: Clock,
    private readonly codes: InMemoryRecoveryCodes,
  ) {
    this.factors = memory.table();
  }

  async propose(userId: UserId, secret: string): Promise<boolean> {
    if (await this.isOn(userId)) return false;
    this.revisions += 1;
    const revision = String(this.revisions);
    this.factors.set(userId, { secret, isOn: false, lastStep: null, revision, startedAt: this.now });
    return true;
  }

  find(userId: UserId): Promise<TotpFactor | null> {
    const stored = this.factors.get(userId);
    const isThere = stored && (stored.isOn || stored.startedAt > this.now - WAITS);
    if (!isThere) return Promise.resolve(null);
    const { secret, isOn, lastStep, revision } = stored;
    return Promise.resolve({ secret, isOn, lastStep, revision });
  }

  isOn(userId: UserId): Promise<boolean> {
    return Promise.resolve(this.factors.get(userId)?.isOn ?? false);
  }

  hold(userId: UserId): Promise<boolean> {
    return this.isOn(userId);
  }

  confirm(userId: UserId, { revision }: TotpFactor, step: number): Promise<boolean> {
    const stored = this.factors.get(userId);
    if (!stored || stored.isOn || stored.revision !== revision) return Promise.resolve(false);
    this.factors.set(userId, { ...stored, isOn: true, lastStep: step });
    return Promise.resolve(true);
  }

  useStep(userId: UserId, step: number): Promise<boolean> {
    const stored = this.factors.get(userId);
    if (!stored?.isOn || step <= (stored.lastStep ?? -1)) return Promise.resolve(false);
    this.factors.set(userId, { ...stored, lastStep: step });
    return Promise.resolve(true);
  }

  async remove(userId: UserId): Promise<void> {
    this.factors.delete(userId);
    await this.codes.replace(userId, []);
  }

  private get now(): number {
    return this.clock.now().getTime();
  }
}
