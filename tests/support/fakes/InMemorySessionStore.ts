import type { Clock } from '../../../src/core/application/Clock';
import type { SessionId, UserId, WorkspaceId } from '../../../src/core/domain/ids';
import type {
  EndReason,
  LockedToken,
  NewSession,
  Rotation,
  SessionStore,
} from '../../../src/modules/auth/application/SessionStore';
import type { Memory } from './Memory';

const DAY_MS = 86_400_000;
const GRACE_MS = 10_000;
const MOST_SESSIONS = 50;

interface StoredSession extends Omit<NewSession, 'tokenHash'> {
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly endReason: EndReason | null;
}

interface StoredToken {
  readonly sessionId: SessionId;
  readonly expiresAt: number;
  readonly rotatedAt: number | null;
  readonly successor: string | null;
  readonly salt: Buffer | null;
}

export class InMemorySessionStore implements SessionStore {
  readonly sessions: Map<string, StoredSession>;
  private readonly tokens: Map<string, StoredToken>;

  constructor(
    memory: Memory,
    private readonly clock: Clock,
    private readonly ttlSeconds: number,
  ) {
    this.sessions = memory.table();
    this.tokens = memory.table();
  }

  start({ tokenHash, ...session }: NewSession): Promise<Date> {
    const expiresAt = this.now + Math.min(this.ttlSeconds * 1000, 30 * DAY_MS);
    this.sessions.set(session.id, { ...session, createdAt: this.now, expiresAt, endReason: null });
    this.addToken(session.id, tokenHash);
    return Promise.resolve(new Date(expiresAt));
  }

  lock(tokenHash: Buffer): Promise<LockedToken | null> {
    const [token, session] = this.look(tokenHash);
    if (!token || !session) return Promise.resolve(null);
    const isRecent = token.rotatedAt !== null && token.rotatedAt > this.now - GRACE_MS;
    return Promise.resolve({
      sessionId: session.id,
      userId: session.userId,
      workspaceId: session.workspaceId,
      expiresAt: new Date(session.expiresAt),
      sessionEnded: session.endReason !== null,
      expired: Math.min(token.expiresAt, session.expiresAt) <= this.now,
      rotated: token.rotatedAt !== null,
      repeatable: isRecent && token.salt !== null,
      salt: token.salt,
    });
  }

  rotate({ sessionId, parentHash, salt, successorHash }: Rotation): Promise<Date> {
    const [parent, session] = this.look(parentHash);
    if (!parent || !session) throw new Error('Only what was locked can be rotated');
    this.forgetWhere(({ successor }) => successor === hex(parentHash));
    this.tokens.set(hex(parentHash), {
      ...parent,
      rotatedAt: this.now,
      successor: hex(successorHash),
      salt,
    });
    const expiresAt = Math.min(this.now + this.ttlSeconds * 1000, session.createdAt + 30 * DAY_MS);
    this.sessions.set(sessionId, { ...session, expiresAt });
    this.addToken(sessionId, successorHash);
    return Promise.resolve(new Date(expiresAt));
  }

  entered(id: SessionId, workspaceId: WorkspaceId | null): Promise<void> {
    const session = this.sessions.get(id);
    if (session) this.sessions.set(id, { ...session, workspaceId });
    return Promise.resolve();
  }

  end(ids: readonly SessionId[], reason: EndReason): Promise<SessionId[]> {
    return this.endWhere(({ id }) => ids.includes(id), reason);
  }

  endAllOf(owner: UserId, reason: EndReason, except?: SessionId): Promise<SessionId[]> {
    return this.endWhere(({ id, userId }) => userId === owner && id !== except, reason);
  }

  endMine(owner: UserId, mine: SessionId): Promise<SessionId[]> {
    return this.endWhere(({ id, userId }) => userId === owner && id === mine, 'revoked');
  }

  evict(owner: UserId): Promise<SessionId[]> {
    const oldest = [...this.sessions.values()]
      .filter((session) => session.userId === owner && this.isLive(session))
      .sort((a, b) => b.createdAt - a.createdAt || b.id.localeCompare(a.id))
      .slice(MOST_SESSIONS);
    return this.endWhere((session) => oldest.includes(session), 'evicted');
  }

  bearer(tokenHash: Buffer): Promise<{ sessionId: SessionId; userId: UserId; isLive: boolean } | null> {
    const [, session] = this.look(tokenHash);
    if (!session) return Promise.resolve(null);
    const { id: sessionId, userId } = session;
    return Promise.resolve({ sessionId, userId, isLive: this.isLive(session) });
  }

  forgetSalts(): Promise<void> {
    this.forgetWhere(({ rotatedAt }) => rotatedAt !== null && rotatedAt < this.now - GRACE_MS);
    return Promise.resolve();
  }

  isLive({ endReason, expiresAt }: StoredSession): boolean {
    return endReason === null && expiresAt > this.now;
  }

  private get now(): number {
    return this.clock.now().getTime();
  }

  private look(tokenHash: Buffer): [StoredToken | undefined, StoredSession | undefined] {
    const token = this.tokens.get(hex(tokenHash));
    return [token, token && this.sessions.get(token.sessionId)];
  }

  private addToken(sessionId: SessionId, hash: Buffer): void {
    const expiresAt = this.now + this.ttlSeconds * 1000;
    this.tokens.set(hex(hash), { sessionId, expiresAt, rotatedAt: null, successor: null, salt: null });
  }

  private forgetWhere(matches: (token: StoredToken) => boolean): void {
    for (const [hash, token] of this.tokens) {
      if (matches(token)) this.tokens.set(hash, { ...token, salt: null });
    }
  }

  private endWhere(matches: (session: StoredSession) => boolean, endReason: EndReason): Promise<SessionId[]> {
    const ending = [...this.sessions.values()].filter(
      (session) => session.endReason === null && matches(session),
    );
    for (const session of ending) this.sessions.set(session.id, { ...session, endReason });
    return Promise.resolve(ending.map(({ id }) => id));
  }
}

function hex(hash: Buffer): string {
  return hash.toString('hex');
}
