import type { Ledger } from '../../../src/core/application/Ledger';
import type { UserId } from '../../../src/core/domain/ids';
import { versionStale } from '../../../src/core/domain/stale';
import { User, type UserState } from '../../../src/modules/user/domain/User';
import type { UserRepository } from '../../../src/modules/user/domain/UserRepository';
import { emailTaken } from '../../../src/modules/user/domain/errors';
import { Memory } from './Memory';
import { RecordingLedger } from './RecordingLedger';

interface StoredUser {
  readonly state: UserState;
  readonly version: number;
  readonly isDeleted: boolean;
}

export class InMemoryUserRepository implements UserRepository {
  private readonly rows: Map<string, StoredUser>;

  constructor(
    memory = new Memory(),
    private readonly ledger: Ledger = new RecordingLedger(memory),
  ) {
    this.rows = memory.table();
  }

  find(id: UserId): Promise<User | null> {
    const row = this.rows.get(id);
    return Promise.resolve(row && !row.isDeleted ? User.restore(row.state, row.version) : null);
  }

  findDeleted(id: UserId): Promise<User | null> {
    const row = this.rows.get(id);
    return Promise.resolve(row?.isDeleted ? User.restore(row.state, row.version, true) : null);
  }

  findByEmail(email: string): Promise<User | null> {
    return this.find(this.owner(email) ?? ('' as UserId));
  }

  lockSuperAdmins(): Promise<UserId[]> {
    const active = [...this.rows.values()].filter(
      ({ state: { platformRole, status }, isDeleted }) =>
        platformRole !== null && status === 'active' && !isDeleted,
    );
    return Promise.resolve(active.map(({ state }) => state.id).toSorted());
  }

  async save(user: User): Promise<void> {
    const events = user.pullEvents();
    if (events.length === 0) return;
    const stored = this.rows.get(user.id);
    const owner = this.owner(user.state.email);
    if (!user.isDeleted && owner !== undefined && owner !== user.id) throw emailTaken();
    if ((stored?.version ?? 0) !== user.version) throw versionStale();
    const { lastLoginAt } = stored?.state ?? user.state;
    const { isDeleted } = user;
    this.rows.set(user.id, { state: { ...user.state, lastLoginAt }, version: user.version + 1, isDeleted });
    await this.ledger.record(events);
    user.saved();
  }

  noteSignIn({ id, state: { lastLoginAt } }: User): Promise<void> {
    this.change(id, { lastLoginAt });
    return Promise.resolve();
  }

  /** Changes what no use case changes yet. */
  change(id: UserId, change: Partial<UserState>): void {
    const row = this.rows.get(id);
    if (row) this.rows.set(id, { ...row, state: { ...row.state, ...change } });
  }

  remove(id: UserId): void {
    this.rows.delete(id);
  }

  private owner(email: string): UserId | undefined {
    return [...this.rows.values()].find(({ state, isDeleted }) => !isDeleted && state.email === email)?.state
      .id;
  }
}
