import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { WorkspaceDetails } from '../application/WorkspaceDetails';
import type { WorkspaceState } from '../domain/Workspace';

const WORKSPACE = {
  name: 'workspace-details',
  text: `SELECT id, name, slug, plan, status, seat_limit AS "seatLimit", mfa_required AS "mfaRequired", version,
           created_at AS "createdAt", updated_at AS "updatedAt"
         FROM workspaces WHERE id = $1 AND deleted_at IS NULL`,
};

export class SqlWorkspaceDetails implements WorkspaceDetails {
  constructor(private readonly reader: ScopedReader) {}

  async read(
    userId: UserId,
    id: WorkspaceId,
  ): Promise<(WorkspaceState & { readonly version: number }) | null> {
    const scope = { as: 'member', userId, workspaceId: id } as const;
    const [row] = await this.reader.rows<WorkspaceState & { version: number }>(scope, WORKSPACE, [id]);
    return row ?? null;
  }
}
