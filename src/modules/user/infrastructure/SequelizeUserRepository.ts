import { literal, Op } from 'sequelize';
import type { Invalidations } from '../../../core/application/Invalidations';
import type { Ledger } from '../../../core/application/Ledger';
import { asId, type UserId } from '../../../core/domain/ids';
import { versionStale } from '../../../core/domain/stale';
import type { Database } from '../../../core/infrastructure/database/Database';
import { violatedUnique } from '../../../core/infrastructure/database/translateDatabaseError';
import { User, type AccountStatus, type PlatformRole, type UserState } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';
import { emailTaken } from '../domain/errors';
import { accountKey } from './accountKey';
import { UserModel } from './UserModel';

interface Stored extends UserState {
  readonly isDeleted: boolean;
}

/** A statement of its own once the lock is held, so that it sees what the previous holder wrote. */
const SUPER_ADMINS = `
  SELECT id FROM users WHERE platform_role = 'super_admin' AND status = 'active' AND deleted_at IS NULL ORDER BY id`;

/** Writes the columns that changed and no others: the walled role may edit few of them. */
export class SequelizeUserRepository implements UserRepository {
  private readonly stored = new WeakMap<User, Stored>();

  constructor(
    private readonly ledger: Ledger,
    private readonly invalidations: Invalidations,
    private readonly database: Database,
  ) {}

  async find(id: UserId): Promise<User | null> {
    return this.restored(await UserModel.findOne({ where: { id, deletedAt: null } }));
  }

  async findDeleted(id: UserId): Promise<User | null> {
    const recently = { [Op.gt]: literal(`now() - interval '30 days'`) };
    return this.restored(await UserModel.findOne({ where: { id, deletedAt: recently } }));
  }

  async findByEmail(email: string): Promise<User | null> {
    return this.restored(await UserModel.findOne({ where: { email, deletedAt: null } }));
  }

  async lockSuperAdmins(): Promise<UserId[]> {
    await this.database.rows(`SELECT pg_advisory_xact_lock(hashtextextended('super admins', 0))`);
    const rows = await this.database.rows<{ id: UserId }>(SUPER_ADMINS);
    return rows.map(({ id }) => id);
  }

  async save(user: User): Promise<void> {
    const events = user.pullEvents();
    if (events.length === 0) return;
    if (user.version === 0) await this.insert(user);
    else await this.update(user);
    await this.ledger.record(events);
    user.saved();
    this.stored.set(user, storedAs(user));
  }

  async noteSignIn({ id, state }: User): Promise<void> {
    await UserModel.update({ lastLoginAt: state.lastLoginAt }, { where: { id } });
    await this.invalidations.drop([accountKey(id)]);
  }

  private async insert(user: User): Promise<void> {
    await uniquely(() => UserModel.create({ ...user.state, version: 1 }, { returning: false }));
  }

  private async update(user: User): Promise<void> {
    const [count] = await uniquely(() =>
      UserModel.update(
        { ...this.changed(user), version: user.version + 1 },
        { where: { id: user.id, version: user.version } },
      ),
    );
    if (count === 0) throw versionStale();
    await this.invalidations.drop([accountKey(user.id)]);
  }

  private changed(user: User): object {
    const before = this.stored.get(user);
    const { lastLoginAt: _notAnEdit, isDeleted, ...state } = storedAs(user);
    const fields = Object.entries(state).filter(
      ([field, value]) => value !== before?.[field as keyof Stored],
    );
    const deletion = isDeleted !== before?.isDeleted && { deletedAt: isDeleted ? literal('now()') : null };
    return { ...Object.fromEntries(fields), ...deletion };
  }

  private restored(row: UserModel | null): User | null {
    if (!row) return null;
    const { version, id, status, platformRole, deletedAt, ...state } = row.get({ plain: true }) as UserModel;
    const user = User.restore(
      {
        ...state,
        id: asId<'user'>(id),
        status: status as AccountStatus,
        platformRole: platformRole as PlatformRole | null,
      },
      version,
      deletedAt !== null,
    );
    this.stored.set(user, storedAs(user));
    return user;
  }
}

function storedAs({ state, isDeleted }: User): Stored {
  return { ...state, isDeleted };
}

async function uniquely<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw violatedUnique(error) === 'users_email_key' ? emailTaken() : error;
  }
}
