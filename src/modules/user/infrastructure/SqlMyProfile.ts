import type { UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { MyProfile } from '../application/MyProfile';
import type { UserState } from '../domain/User';

const MY_PROFILE = {
  name: 'my-profile',
  text: `SELECT id, email, first_name AS "firstName", last_name AS "lastName", email_verified AS "emailVerified",
           status, platform_role AS "platformRole", avatar_url AS "avatarUrl", last_login_at AS "lastLoginAt",
           version, created_at AS "createdAt", updated_at AS "updatedAt"
         FROM users WHERE id = $1 AND deleted_at IS NULL`,
};

export class SqlMyProfile implements MyProfile {
  constructor(private readonly reader: ScopedReader) {}

  async read(id: UserId): Promise<{ state: UserState; version: number } | null> {
    const [row] = await this.reader.rows<UserState & { version: number }>(
      { as: 'account', userId: id },
      MY_PROFILE,
      [id],
    );
    return row ? { state: row, version: row.version } : null;
  }
}
