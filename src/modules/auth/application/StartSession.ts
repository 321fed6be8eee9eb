import type { Ledger } from '../../../core/application/Ledger';
import type { Random } from '../../../core/application/Random';
import type { WorkspaceId } from '../../../core/domain/ids';
import type { NoteSignIn, User } from '../../user';
import type { ChooseWorkspace } from '../../workspace';
import type { AccessTokens } from './AccessTokens';
import type { LiveSessions } from './LiveSessions';
import type { RefreshTokens } from './RefreshTokens';
import type { SessionStore } from './SessionStore';
import type { SignIn } from './SignIn';

/** Opens a session for somebody who proved who they are; joins the surrounding unit of work. */
export class StartSession {
  constructor(
    private readonly sessions: SessionStore,
    private readonly live: LiveSessions,
    private readonly refreshTokens: RefreshTokens,
    private readonly accessTokens: AccessTokens,
    private readonly chooseWorkspace: ChooseWorkspace,
    private readonly noteSignIn: NoteSignIn,
    private readonly ledger: Ledger,
    private readonly random: Random,
  ) {}

  /** @throws DomainError NOT_FOUND, WORKSPACE_SUSPENDED of the workspace that is wanted. */
  async execute(user: User, wanted: WorkspaceId | null): Promise<SignIn> {
    const entered = await this.chooseWorkspace.execute(user.id, wanted, null);
    const workspaceId = entered?.workspace.id ?? null;
    const sid = this.random.id<'session'>();
    const refreshToken = this.refreshTokens.first();
    const refreshExpiresAt = await this.sessions.start({
      id: sid,
      userId: user.id,
      workspaceId,
      tokenHash: this.refreshTokens.hash(refreshToken),
    });
    const evicted = await this.sessions.evict(user.id);
    await this.live.ended(evicted);
    await this.noteSignIn.execute(user);
    const about = { workspaceId: null, subjectId: user.id, actorId: user.id } as const;
    await this.ledger.record([
      { name: 'auth:signed-in', ...about, payload: { sessionId: sid } },
      ...(evicted.length === 0
        ? []
        : [
            {
              name: 'auth:sessions-revoked',
              ...about,
              payload: { sessionIds: evicted, reason: 'evicted' },
            } as const,
          ]),
    ]);
    const { email } = user.state;
    const role = entered?.role ?? null;
    const access = this.accessTokens.issue({ userId: user.id, sid, email, workspaceId, role });
    return { ...access, user, entered, refreshToken, refreshExpiresAt };
  }
}
