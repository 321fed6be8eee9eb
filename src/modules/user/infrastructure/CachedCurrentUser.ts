import type { Cache } from '../../../core/application/Cache';
import type { Invalidations } from '../../../core/application/Invalidations';
import type { UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { Account, CurrentUser } from '../application/CurrentUser';

const ACCOUNT = {
  name: 'current-user',
  text: `SELECT id, email, email_verified AS "emailVerified", status,
           platform_role IS NOT NULL AS "isSuperAdmin"
         FROM users WHERE id = $1 AND deleted_at IS NULL`,
};

export class CachedCurrentUser implements CurrentUser {
  constructor(
    private readonly reader: ScopedReader,
    private readonly cache: Cache,
    private readonly invalidations: Invalidations,
  ) {}

  account(id: UserId): Promise<Account | null> {
    return this.cache.through(key(id), async () => {
      const [row] = await this.reader.rows<Account>({ as: 'system', for: 'authenticating' }, ACCOUNT, [id]);
      return row ?? null;
    });
  }

  changed(id: UserId): Promise<void> {
    return this.invalidations.drop([key(id)]);
  }
}

function key(id: UserId): string {
  return `account:${id}`;
}
