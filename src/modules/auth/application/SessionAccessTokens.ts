import type { Caller } from '../../../core/application/Caller';
import type { AccessTokenIssuer, EnteredWorkspace, SwitchedToken } from '../../workspace';
import type { AccessTokens } from './AccessTokens';
import type { SessionStore } from './SessionStore';

export class SessionAccessTokens implements AccessTokenIssuer {
  constructor(
    private readonly sessions: SessionStore,
    private readonly accessTokens: AccessTokens,
  ) {}

  async issue({ userId, sid, email }: Caller, { workspace, role }: EnteredWorkspace): Promise<SwitchedToken> {
    await this.sessions.entered(sid, workspace.id);
    return this.accessTokens.issue({ userId, sid, email, workspaceId: workspace.id, role });
  }
}
