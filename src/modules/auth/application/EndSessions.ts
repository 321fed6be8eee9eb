import type { Ledger } from '../../../core/application/Ledger';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { SessionId, UserId } from '../../../core/domain/ids';
import type { LiveSessions } from './LiveSessions';
import type { EndReason, SessionStore } from './SessionStore';

const SCOPE = { as: 'system', for: 'ending sessions' } as const;

/** Ends sessions, everywhere at once; joins the surrounding unit of work, if there is one. */
export class EndSessions {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly sessions: SessionStore,
    private readonly live: LiveSessions,
    private readonly ledger: Ledger,
  ) {}

  /** Signing out: what has ended already stays ended. */
  one(sessionId: SessionId, userId: UserId): Promise<void> {
    return this.unit.run(SCOPE, async () => {
      const ended = await this.sessions.end([sessionId], 'logout');
      await this.live.ended([sessionId]);
      if (ended.length === 0) return;
      await this.ledger.record([
        {
          name: 'auth:signed-out',
          workspaceId: null,
          subjectId: userId,
          actorId: userId,
          payload: { sessionId },
        },
      ]);
    });
  }

  allOf(userId: UserId, reason: EndReason, except?: SessionId): Promise<void> {
    return this.unit.run(SCOPE, async () => {
      const ended = await this.sessions.endAllOf(userId, reason, except);
      await this.live.ended(ended);
      await this.recordRevoked(userId, ended, reason);
    });
  }

  /** @returns whether it was a live session of that account. */
  revoke(userId: UserId, sessionId: SessionId): Promise<boolean> {
    return this.unit.run(SCOPE, async () => {
      const mine = await this.sessions.endMine(userId, sessionId);
      await this.live.ended(mine);
      await this.recordRevoked(userId, mine, 'revoked');
      return mine.length > 0;
    });
  }

  private async recordRevoked(
    userId: UserId,
    sessionIds: readonly SessionId[],
    reason: EndReason,
  ): Promise<void> {
    if (sessionIds.length === 0) return;
    await this.ledger.record([
      {
        name: 'auth:sessions-revoked',
        workspaceId: null,
        subjectId: userId,
        payload: { sessionIds, reason },
      },
    ]);
  }
}
