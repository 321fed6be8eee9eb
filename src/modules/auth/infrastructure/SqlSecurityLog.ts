import type { Page } from '../../../core/application/Page';
import type { UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { SecurityEntry, SecurityLog } from '../application/SecurityLog';

const SECURITY_LOG = {
  name: 'security-log',
  text: `SELECT id, action, occurred_at AS "occurredAt", ip, user_agent AS "userAgent", request_id AS "requestId",
           details
         FROM audit_log
         WHERE subject_id = $1 AND workspace_id IS NULL AND ($2::uuid IS NULL OR id < $2)
         ORDER BY id DESC LIMIT $3`,
};

export class SqlSecurityLog implements SecurityLog {
  constructor(private readonly reader: ScopedReader) {}

  list(userId: UserId, { after, limit }: Page): Promise<SecurityEntry[]> {
    return this.reader.rows({ as: 'account', userId }, SECURITY_LOG, [userId, after, limit]);
  }
}
