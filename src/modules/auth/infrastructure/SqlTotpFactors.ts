import type { Sealer } from '../../../core/application/Sealer';
import type { UserId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { TotpFactor, TotpFactors } from '../application/TotpFactors';

const FIND = `
  SELECT secret, confirmed_at IS NOT NULL AS "isOn", last_step AS "lastStep", started_at::text AS revision
  FROM totp_factors
  WHERE user_id = $1 AND (confirmed_at IS NOT NULL OR started_at > now() - interval '15 minutes')`;

const PROPOSE = `
  INSERT INTO totp_factors AS f (user_id, secret) VALUES ($1, $2)
  ON CONFLICT (user_id) DO UPDATE SET secret = EXCLUDED.secret, started_at = now() WHERE f.confirmed_at IS NULL`;

const CONFIRM = `
  UPDATE totp_factors SET confirmed_at = now(), last_step = $3
  WHERE user_id = $1 AND confirmed_at IS NULL AND started_at = $2::timestamptz`;

const USE_STEP = `
  UPDATE totp_factors SET last_step = $2
  WHERE user_id = $1 AND confirmed_at IS NOT NULL AND coalesce(last_step, -1) < $2`;

type Row = Omit<TotpFactor, 'secret'> & { readonly secret: Buffer };

export class SqlTotpFactors implements TotpFactors {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  async propose(userId: UserId, secret: string): Promise<boolean> {
    const sealed = this.sealer.seal(purposeFor(userId), secret);
    return (await this.database.write(PROPOSE, [userId, sealed])) > 0;
  }

  async find(userId: UserId): Promise<TotpFactor | null> {
    const [row] = await this.database.rows<Row>(FIND, [userId]);
    return row ? { ...row, secret: this.opened(userId, row.secret) } : null;
  }

  isOn(userId: UserId): Promise<boolean> {
    return this.hasOne(userId, '');
  }

  hold(userId: UserId): Promise<boolean> {
    return this.hasOne(userId, 'FOR UPDATE');
  }

  async confirm(userId: UserId, { revision }: TotpFactor, step: number): Promise<boolean> {
    return (await this.database.write(CONFIRM, [userId, revision, step])) > 0;
  }

  async useStep(userId: UserId, step: number): Promise<boolean> {
    return (await this.database.write(USE_STEP, [userId, step])) > 0;
  }

  async remove(userId: UserId): Promise<void> {
    await this.database.write('DELETE FROM totp_factors WHERE user_id = $1', [userId]);
  }

  private opened(userId: UserId, sealed: Buffer): string | null {
    try {
      return this.sealer.open(purposeFor(userId), sealed);
    } catch {
      return null;
    }
  }

  private async hasOne(userId: UserId, lock: string): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT user_id FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL ${lock}`,
      [userId],
    );
    return rows.length > 0;
  }
}

/** A secret moved to another account's row does not open there. */
function purposeFor(userId: UserId): string {
  return `totp:${userId}`;
}
