import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { OwnershipOffers } from '../domain/OwnershipOffers';

const PUT = `
  INSERT INTO ownership_offers (workspace_id, from_user_id, to_user_id, expires_at)
  VALUES ($1, $2, $3, now() + interval '7 days')
  ON CONFLICT (workspace_id) DO UPDATE SET from_user_id = EXCLUDED.from_user_id,
    to_user_id = EXCLUDED.to_user_id, offered_at = now(), expires_at = EXCLUDED.expires_at`;

const TAKE = `
  DELETE FROM ownership_offers WHERE workspace_id = $1 AND to_user_id = $2 AND expires_at > now()
  RETURNING from_user_id AS id`;

export class SqlOwnershipOffers implements OwnershipOffers {
  constructor(private readonly database: Database) {}

  async put(workspaceId: WorkspaceId, from: UserId, to: UserId): Promise<void> {
    await this.database.write(PUT, [workspaceId, from, to]);
  }

  async take(workspaceId: WorkspaceId, to: UserId): Promise<UserId | null> {
    const [row] = await this.database.rows<{ id: UserId }>(TAKE, [workspaceId, to]);
    return row?.id ?? null;
  }
}
