import type { UserId } from '../../../src/core/domain/ids';
import type { User } from '../../../src/modules/user';
import type { UserRepository } from '../../../src/modules/user/domain/UserRepository';
import type { Credential, Credentials } from '../../../src/modules/auth/application/Credentials';
import type { TotpFactors } from '../../../src/modules/auth/application/TotpFactors';
import type { Memory } from './Memory';

export class InMemoryCredentials implements Credentials {
  private readonly passwords: Map<string, { readonly hash: string; readonly revision: string }>;
  private revisions = 0;

  constructor(
    memory: Memory,
    private readonly users: UserRepository,
    private readonly factors: Pick<TotpFactors, 'isOn'>,
  ) {
    this.passwords = memory.table();
  }

  async byEmail(email: string): Promise<Credential | null> {
    return this.of(await this.users.findByEmail(email));
  }

  async byUser(userId: UserId): Promise<Credential | null> {
    return this.of(await this.users.find(userId));
  }

  isCurrent({ userId, revision }: Credential): Promise<boolean> {
    return Promise.resolve(revision !== null && this.passwords.get(userId)?.revision === revision);
  }

  set(userId: UserId, hash: string): Promise<void> {
    this.revisions += 1;
    this.passwords.set(userId, { hash, revision: String(this.revisions) });
    return Promise.resolve();
  }

  outdate(userId: UserId): Promise<void> {
    const stored = this.passwords.get(userId);
    return stored ? this.set(userId, stored.hash) : Promise.resolve();
  }

  upgrade(userId: UserId, from: string, to: string): Promise<void> {
    const stored = this.passwords.get(userId);
    if (stored?.hash === from) this.passwords.set(userId, { ...stored, hash: to });
    return Promise.resolve();
  }

  private async of(user: User | null): Promise<Credential | null> {
    if (!user) return null;
    const { id: userId, status } = user.state;
    const { hash: passwordHash = null, revision = null } = this.passwords.get(userId) ?? {};
    const hasMfa = await this.factors.isOn(userId);
    return { userId, isActive: status === 'active', passwordHash, revision, hasMfa };
  }
}
