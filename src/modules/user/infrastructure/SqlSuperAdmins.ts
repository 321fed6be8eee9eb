import type { SuperAdmins } from '../../../core/application/SuperAdmins';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';

const SUPER_ADMINS = {
  name: 'super-admins',
  text: `SELECT 1 AS one FROM users WHERE platform_role = 'super_admin' AND deleted_at IS NULL LIMIT 1`,
};

export class SqlSuperAdmins implements SuperAdmins {
  constructor(private readonly reader: ScopedReader) {}

  async exist(): Promise<boolean> {
    const rows = await this.reader.rows({ as: 'system', for: 'looking for super admins' }, SUPER_ADMINS, []);
    return rows.length > 0;
  }
}
