import { createHash } from 'node:crypto';
import type { Ledger } from '../../../core/application/Ledger';
import type { WorkspaceId } from '../../../core/domain/ids';
import { versionStale } from '../../../core/domain/stale';
import type { Database } from '../../../core/infrastructure/database/Database';
import { InviteLink, type InviteLinkId, type InviteLinkState } from '../domain/InviteLink';
import type { InviteLinkRepository } from '../domain/InviteLinkRepository';

const FIND = `
  SELECT id, workspace_id AS "workspaceId", role, allowed_domains AS "allowedDomains", max_uses AS "maxUses", uses,
    invited_by AS "invitedBy", expires_at AS "expiresAt", created_at AS "createdAt", revoked_at AS "revokedAt",
    version
  FROM invite_links WHERE `;

const COUNT_OPEN = `
  SELECT count(*)::int AS open FROM invite_links
  WHERE workspace_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND (max_uses IS NULL OR uses < max_uses)`;

const ADD = `
  INSERT INTO invite_links
    (id, workspace_id, role, allowed_domains, max_uses, invited_by, expires_at, created_at, token_hash)
  VALUES ($1, $2, $3, ARRAY(SELECT jsonb_array_elements_text($4::jsonb)), $5, $6, $7, $8, $9)`;

const SAVE = `
  UPDATE invite_links SET uses = $4, revoked_at = $5, version = version + 1
  WHERE workspace_id = $1 AND id = $2 AND version = $3`;

export class SqlInviteLinkRepository implements InviteLinkRepository {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  find(workspaceId: WorkspaceId, id: InviteLinkId): Promise<InviteLink | null> {
    return this.one('workspace_id = $1 AND id = $2', [workspaceId, id]);
  }

  findByToken(token: string): Promise<InviteLink | null> {
    return this.one('token_hash = $1', [hashOf(token)]);
  }

  async countOpen(workspaceId: WorkspaceId, now: Date): Promise<number> {
    const [count] = await this.database.rows<{ open: number }>(COUNT_OPEN, [workspaceId, now]);
    return count?.open ?? 0;
  }

  async add(link: InviteLink, token: string): Promise<void> {
    const { state } = link;
    await this.database.write(ADD, [
      state.id,
      state.workspaceId,
      state.role,
      JSON.stringify(state.allowedDomains),
      state.maxUses,
      state.invitedBy,
      state.expiresAt,
      state.createdAt,
      hashOf(token),
    ]);
    await this.record(link);
  }

  async save(link: InviteLink): Promise<void> {
    const { workspaceId, id, uses, revokedAt } = link.state;
    const saved = await this.database.write(SAVE, [workspaceId, id, link.version, uses, revokedAt]);
    if (saved === 0) throw versionStale();
    await this.record(link);
  }

  private async record(link: InviteLink): Promise<void> {
    await this.ledger.record(link.pullEvents());
    link.saved();
  }

  private async one(condition: string, values: readonly unknown[]): Promise<InviteLink | null> {
    const [row] = await this.database.rows<InviteLinkState & { version: number }>(FIND + condition, values);
    if (!row) return null;
    const { version, ...state } = row;
    return InviteLink.restore(state, version);
  }
}

/** A plain hash is enough for 256 random bits. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
