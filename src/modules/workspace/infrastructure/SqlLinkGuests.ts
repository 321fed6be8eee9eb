import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { LinkGuests } from '../application/LinkGuests';
import type { InviteLink, InviteLinkId } from '../domain/InviteLink';
import type { InviteLinkRepository } from '../domain/InviteLinkRepository';

const ADD = 'INSERT INTO invite_link_guests (user_id, workspace_id, link_id) VALUES ($1, $2, $3)';
const TAKE = `
  DELETE FROM invite_link_guests WHERE user_id = $1
  RETURNING workspace_id AS "workspaceId", link_id AS "linkId"`;

export class SqlLinkGuests implements LinkGuests {
  constructor(
    private readonly database: Database,
    private readonly links: InviteLinkRepository,
  ) {}

  async add(userId: UserId, { state }: InviteLink): Promise<void> {
    await this.database.write(ADD, [userId, state.workspaceId, state.id]);
  }

  async take(userId: UserId): Promise<InviteLink | null> {
    const [guest] = await this.database.rows<{ workspaceId: WorkspaceId; linkId: InviteLinkId }>(TAKE, [
      userId,
    ]);
    return guest ? this.links.find(guest.workspaceId, guest.linkId) : null;
  }
}
