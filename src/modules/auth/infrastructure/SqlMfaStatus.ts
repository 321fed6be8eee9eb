import type { UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { MfaState, MfaStatus } from '../application/MfaStatus';

const STATUS = {
  name: 'mfa-status',
  text: `SELECT f.confirmed_at AS "enabledAt",
           (SELECT count(*)::int FROM recovery_codes c WHERE c.user_id = f.user_id AND c.used_at IS NULL)
             AS "recoveryCodesLeft"
         FROM totp_factors f WHERE f.user_id = $1 AND f.confirmed_at IS NOT NULL`,
};

const OFF: MfaState = { enabled: false, enabledAt: null, recoveryCodesLeft: 0 };

export class SqlMfaStatus implements MfaStatus {
  constructor(private readonly reader: ScopedReader) {}

  async of(userId: UserId): Promise<MfaState> {
    const scope = { as: 'system', for: 'telling whether a second factor is on' } as const;
    const [row] = await this.reader.rows<Omit<MfaState, 'enabled'>>(scope, STATUS, [userId]);
    return row ? { enabled: true, ...row } : OFF;
  }
}
