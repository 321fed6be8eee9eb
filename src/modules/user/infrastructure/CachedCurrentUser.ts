import type { Cache } from '../../../core/application/Cache';
import type { UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { Account, CurrentUser } from '../application/CurrentUser';
import type { MyProfile } from '../application/MyProfile';
import type { UserState } from '../domain/User';
import { accountKey } from './accountKey';

const ACCOUNT = {
  name: 'current-user',
  text: `SELECT id, email, first_name AS "firstName", last_name AS "lastName", email_verified AS "emailVerified",
           status, platform_role AS "platformRole", avatar_url AS "avatarUrl", last_login_at AS "lastLoginAt",
           version, created_at AS "createdAt", updated_at AS "updatedAt"
         FROM users WHERE id = $1 AND deleted_at IS NULL`,
};

interface Known extends Account {
  readonly profile: { readonly state: UserState; readonly version: number };
}

/** One row a person, remembered for every request of theirs. */
export class CachedCurrentUser implements CurrentUser, MyProfile {
  constructor(
    private readonly reader: ScopedReader,
    private readonly cache: Cache,
  ) {}

  account(id: UserId): Promise<Account | null> {
    return this.known(id);
  }

  async read(id: UserId): Promise<Known['profile'] | null> {
    return (await this.known(id))?.profile ?? null;
  }

  private known(id: UserId): Promise<Known | null> {
    return this.cache.through(accountKey(id), async () => {
      const scope = { as: 'system', for: 'authenticating' } as const;
      const [row] = await this.reader.rows<UserState & { version: number }>(scope, ACCOUNT, [id]);
      if (!row) return null;
      const { version, ...state } = row;
      const { email, emailVerified, status, platformRole } = state;
      return {
        ...{ id, email, emailVerified, status, isSuperAdmin: platformRole !== null },
        profile: { state, version },
      };
    });
  }
}
