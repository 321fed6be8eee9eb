import type { Clock } from '../../../src/core/application/Clock';
import type { Random } from '../../../src/core/application/Random';
import type { UserId } from '../../../src/core/domain/ids';
import type {
  OneTimeTokens,
  TokenOwner,
  TokenPurpose,
} from '../../../src/modules/auth/application/OneTimeTokens';
import type { Memory } from './Memory';

const HOUR = 3_600_000;
const LIFE: Readonly<Record<TokenPurpose, number>> = {
  'reset-password': HOUR,
  'verify-email': 72 * HOUR,
  'change-email': HOUR,
};
const CLAIM = 30_000;

interface StoredToken {
  readonly purpose: TokenPurpose;
  readonly owner: TokenOwner;
  readonly issuedAt: number;
  readonly claimedUntil: number;
  readonly isUsed: boolean;
}

export class InMemoryOneTimeTokens implements OneTimeTokens {
  private readonly tokens: Map<string, StoredToken>;

  constructor(
    memory: Memory,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {
    this.tokens = memory.table();
  }

  async issue(purpose: TokenPurpose, owner: TokenOwner): Promise<string> {
    await this.revokeAll(owner.userId, purpose);
    const token = this.random.secret();
    this.tokens.set(token, { purpose, owner, issuedAt: this.now, claimedUntil: 0, isUsed: false });
    return token;
  }

  issuedLastHour(purpose: TokenPurpose, userId: UserId): Promise<number> {
    const issued = [...this.tokens.values()].filter(
      (token) =>
        token.purpose === purpose && token.owner.userId === userId && token.issuedAt > this.now - HOUR,
    );
    return Promise.resolve(issued.length);
  }

  claim(purpose: TokenPurpose, token: string): Promise<TokenOwner | null> {
    const stored = this.valid(purpose, token);
    if (!stored || stored.claimedUntil > this.now) return Promise.resolve(null);
    this.tokens.set(token, { ...stored, claimedUntil: this.now + CLAIM });
    return Promise.resolve(stored.owner);
  }

  release(token: string): Promise<void> {
    const stored = this.tokens.get(token);
    if (stored) this.tokens.set(token, { ...stored, claimedUntil: 0 });
    return Promise.resolve();
  }

  consume(purpose: TokenPurpose, token: string): Promise<TokenOwner | null> {
    const stored = this.valid(purpose, token);
    if (!stored) return Promise.resolve(null);
    this.tokens.set(token, { ...stored, isUsed: true });
    return Promise.resolve(stored.owner);
  }

  revokeAll(userId: UserId, purpose: TokenPurpose): Promise<void> {
    for (const [token, stored] of this.tokens) {
      if (stored.owner.userId === userId && stored.purpose === purpose) {
        this.tokens.set(token, { ...stored, isUsed: true });
      }
    }
    return Promise.resolve();
  }

  private get now(): number {
    return this.clock.now().getTime();
  }

  private valid(purpose: TokenPurpose, token: string): StoredToken | null {
    const stored = this.tokens.get(token);
    const isValid =
      stored?.purpose === purpose && !stored.isUsed && stored.issuedAt + LIFE[purpose] > this.now;
    return isValid ? stored : null;
  }
}
