import { createHash } from 'node:crypto';
import type { Ledger } from '../../../core/application/Ledger';
import type { WorkspaceId } from '../../../core/domain/ids';
import { versionStale } from '../../../core/domain/stale';
import type { Database } from '../../../core/infrastructure/database/Database';
import { violatedUnique } from '../../../core/infrastructure/database/translateDatabaseError';
import { Invitation, type InvitationId, type InvitationState } from '../domain/Invitation';
import { invitationPending } from '../domain/invitationErrors';
import type { InvitationRepository } from '../domain/InvitationRepository';

const FIND = `
  SELECT id, workspace_id AS "workspaceId", email, role, status, invited_by AS "invitedBy",
    accepted_by AS "acceptedBy", expires_at AS "expiresAt", created_at AS "createdAt", version
  FROM invitations WHERE `;

export class SqlInvitationRepository implements InvitationRepository {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  find(workspaceId: WorkspaceId, id: InvitationId): Promise<Invitation | null> {
    return this.one('workspace_id = $1 AND id = $2', [workspaceId, id]);
  }

  findPending(workspaceId: WorkspaceId, email: string): Promise<Invitation | null> {
    return this.one(`workspace_id = $1 AND email = $2 AND status = 'pending'`, [workspaceId, email]);
  }

  findByToken(token: string): Promise<Invitation | null> {
    return this.one('token_hash = $1', [hashOf(token)]);
  }

  async save(invitation: Invitation): Promise<void> {
    const token = invitation.pullToken();
    const hash = token === null ? null : hashOf(token);
    if (invitation.version === 0) await this.insert(invitation.state, hash);
    else await this.update(invitation, hash);
    await this.ledger.record(invitation.pullEvents());
    invitation.saved();
  }

  private async one(condition: string, values: readonly unknown[]): Promise<Invitation | null> {
    const [row] = await this.database.rows<InvitationState & { version: number }>(FIND + condition, values);
    if (!row) return null;
    const { version, ...state } = row;
    return Invitation.restore(state, version);
  }

  private async insert(state: InvitationState, hash: Buffer | null): Promise<void> {
    try {
      await this.database.write(
        `INSERT INTO invitations
           (id, workspace_id, email, role, status, invited_by, expires_at, created_at, token_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          state.id,
          state.workspaceId,
          state.email,
          state.role,
          state.status,
          state.invitedBy,
          state.expiresAt,
          state.createdAt,
          hash,
        ],
      );
    } catch (error) {
      throw violatedUnique(error) === 'invitations_one_pending' ? invitationPending() : error;
    }
  }

  private async update({ state, version }: Invitation, hash: Buffer | null): Promise<void> {
    const count = await this.database.write(
      `UPDATE invitations SET status = $4, invited_by = $5, accepted_by = $6, expires_at = $7,
         token_hash = coalesce($8, token_hash), version = version + 1
       WHERE workspace_id = $1 AND id = $2 AND version = $3`,
      [
        state.workspaceId,
        state.id,
        version,
        state.status,
        state.invitedBy,
        state.acceptedBy,
        state.expiresAt,
        hash,
      ],
    );
    if (count === 0) throw versionStale();
  }
}

/** A plain hash is enough for 256 random bits. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
