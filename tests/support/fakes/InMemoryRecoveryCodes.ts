import type { UserId } from '../../../src/core/domain/ids';
import type { RecoveryCodes } from '../../../src/modules/auth/application/RecoveryCodes';
import type { Memory } from './Memory';

export class InMemoryRecoveryCodes implements RecoveryCodes {
  private readonly open: Map<string, ReadonlySet<string>>;

  constructor(memory: Memory) {
    this.open = memory.table();
  }

  replace(userId: UserId, codes: readonly string[]): Promise<void> {
    this.open.set(userId, new Set(codes));
    return Promise.resolve();
  }

  isOpen(userId: UserId, code: string): Promise<boolean> {
    return Promise.resolve(this.open.get(userId)?.has(code) ?? false);
  }

  async use(userId: UserId, code: string): Promise<boolean> {
    if (!(await this.isOpen(userId, code))) return false;
    const rest = [...(this.open.get(userId) ?? [])].filter((one) => one !== code);
    this.open.set(userId, new Set(rest));
    return true;
  }

  left(userId: UserId): Promise<number> {
    return Promise.resolve(this.open.get(userId)?.size ?? 0);
  }
}
