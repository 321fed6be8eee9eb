import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { SessionId, UserId } from '../../../core/domain/ids';
import type { RefreshTokens } from './RefreshTokens';
import type { SessionStore } from './SessionStore';

export interface Bearer {
  readonly sessionId: SessionId;
  readonly userId: UserId;
  /** The session has not ended. */
  readonly isLive: boolean;
}

/** Whose session a refresh token belongs to; the token is not used up. */
export class SessionBearer {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly sessions: SessionStore,
    private readonly refreshTokens: RefreshTokens,
  ) {}

  find(refreshToken: string): Promise<Bearer | null> {
    const hash = this.refreshTokens.hash(refreshToken);
    return this.unit.run({ as: 'system', for: 'finding a session' }, () => this.sessions.bearer(hash));
  }
}
