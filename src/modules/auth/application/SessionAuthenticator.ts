import type { Authenticator, Claim } from '../../../core/application/Authenticator';
import type { Caller } from '../../../core/application/Caller';
import type { CurrentUser } from '../../user';
import type { AccessTokens } from './AccessTokens';
import type { LiveSessions } from './LiveSessions';
import { sessionEnded } from '../domain/errors';

export class SessionAuthenticator implements Authenticator {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly sessions: LiveSessions,
    private readonly users: CurrentUser,
  ) {}

  read(accessToken: string): Claim {
    return this.tokens.read(accessToken);
  }

  async authenticate({ sid, userId, workspaceId }: Claim): Promise<Caller> {
    const [isLive, account] = await Promise.all([
      this.sessions.isLive(sid, userId),
      this.users.account(userId),
    ]);
    if (!isLive || account?.status !== 'active') throw sessionEnded();
    const { email, emailVerified, isSuperAdmin } = account;
    return { userId, sid, email, emailVerified, isSuperAdmin, tokenWorkspaceId: workspaceId };
  }
}
