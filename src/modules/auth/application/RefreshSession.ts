import type { Ledger } from '../../../core/application/Ledger';
import { OneAtATime } from '../../../core/application/OneAtATime';
import type { Random } from '../../../core/application/Random';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { WorkspaceId } from '../../../core/domain/ids';
import type { FindAccount } from '../../user';
import type { ChooseWorkspace } from '../../workspace';
import { refreshInvalid, refreshReused, sessionEnded } from '../domain/errors';
import { judgeRefresh } from '../domain/judgeRefresh';
import type { AccessTokens } from './AccessTokens';
import type { LiveSessions } from './LiveSessions';
import type { RefreshTokens } from './RefreshTokens';
import type { LockedToken, SessionStore } from './SessionStore';
import type { SignIn } from './SignIn';

const SALT_BYTES = 32;
const SCOPE = { as: 'system', for: 'refreshing a session' } as const;

/**
 * Trades a refresh token for its successor. Whoever presents the same token within ten seconds gets the same
 * successor; a later or older one ends the session, and that end commits although the request fails.
 */
export class RefreshSession {
  /** Whoever presents the same token waits here, and not in a connection. */
  private readonly turns = new OneAtATime();

  constructor(
    private readonly unit: UnitOfWork,
    private readonly sessions: SessionStore,
    private readonly live: LiveSessions,
    private readonly refreshTokens: RefreshTokens,
    private readonly accessTokens: AccessTokens,
    private readonly findAccount: FindAccount,
    private readonly chooseWorkspace: ChooseWorkspace,
    private readonly ledger: Ledger,
    private readonly random: Random,
  ) {}

  /** @throws DomainError REFRESH_INVALID, REFRESH_REUSED, SESSION_ENDED; NOT_FOUND, WORKSPACE_SUSPENDED rotate nothing. */
  async execute(refreshToken: string, wanted: WorkspaceId | null): Promise<SignIn> {
    const outcome = await this.turns.run(refreshToken, () => this.trade(refreshToken, wanted));
    if (!outcome) throw refreshReused();
    return outcome;
  }

  /** Null when the token was stolen. */
  private trade(refreshToken: string, wanted: WorkspaceId | null): Promise<SignIn | null> {
    return this.unit.run(SCOPE, async () => {
      const locked = await this.sessions.lock(this.refreshTokens.hash(refreshToken));
      if (!locked) throw refreshInvalid();
      switch (judgeRefresh(locked)) {
        case 'ended':
          throw sessionEnded();
        case 'expired':
          throw refreshInvalid();
        case 'theft':
          await this.endStolen(locked);
          return null;
        case 'rotate':
          return this.signIn(locked, wanted, await this.rotate(refreshToken, locked));
        case 'repeat':
          return this.signIn(locked, wanted, this.repeat(refreshToken, locked));
      }
    });
  }

  private async rotate(parent: string, { sessionId }: LockedToken): Promise<Successor> {
    const salt = this.random.bytes(SALT_BYTES);
    const refreshToken = this.refreshTokens.successor(parent, salt);
    const refreshExpiresAt = await this.sessions.rotate({
      sessionId,
      parentHash: this.refreshTokens.hash(parent),
      salt,
      successorHash: this.refreshTokens.hash(refreshToken),
    });
    return { refreshToken, refreshExpiresAt };
  }

  private repeat(parent: string, { salt, expiresAt }: LockedToken): Successor {
    return {
      refreshToken: this.refreshTokens.successor(parent, salt as Buffer),
      refreshExpiresAt: expiresAt,
    };
  }

  private async signIn(
    locked: LockedToken,
    wanted: WorkspaceId | null,
    successor: Successor,
  ): Promise<SignIn> {
    const user = await this.findAccount.byId(locked.userId);
    if (user?.state.status !== 'active') throw sessionEnded();
    const entered = await this.chooseWorkspace.execute(user.id, wanted, locked.workspaceId);
    const workspaceId = entered?.workspace.id ?? null;
    if (workspaceId !== locked.workspaceId) await this.sessions.entered(locked.sessionId, workspaceId);
    const access = this.accessTokens.issue({
      userId: user.id,
      sid: locked.sessionId,
      email: user.state.email,
      workspaceId,
      role: entered?.role ?? null,
    });
    return { ...access, ...successor, user, entered };
  }

  private async endStolen({ sessionId, userId }: LockedToken): Promise<void> {
    await this.live.ended(await this.sessions.end([sessionId], 'theft'));
    await this.ledger.record([
      {
        name: 'auth:refresh-reused',
        workspaceId: null,
        subjectId: userId,
        actorId: null,
        payload: { sessionId },
      },
    ]);
  }
}

interface Successor {
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}
