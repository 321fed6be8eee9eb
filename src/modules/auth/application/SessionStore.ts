import type { SessionId, UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { PresentedToken } from '../domain/judgeRefresh';

export interface NewSession {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly workspaceId: WorkspaceId | null;
  readonly tokenHash: Buffer;
}

export interface LockedToken extends PresentedToken {
  readonly sessionId: SessionId;
  readonly userId: UserId;
  readonly workspaceId: WorkspaceId | null;
  readonly salt: Buffer | null;
  readonly expiresAt: Date;
}

export interface Rotation {
  readonly sessionId: SessionId;
  readonly parentHash: Buffer;
  readonly salt: Buffer;
  readonly successorHash: Buffer;
}

export type EndReason =
  'logout' | 'logout-all' | 'revoked' | 'theft' | 'password' | 'mfa' | 'account' | 'evicted';

/** Sessions and their refresh tokens; all but the reads are called inside a unit of work. */
export interface SessionStore {
  /** @returns when the session runs out unless it is refreshed. */
  start(session: NewSession): Promise<Date>;
  /** The token under the lock of its session: whoever presents one of the same session waits. */
  lock(tokenHash: Buffer): Promise<LockedToken | null>;
  /** Puts the successor in the token's place; the session lives on from now. @returns its new expiry. */
  rotate(rotation: Rotation): Promise<Date>;
  /** The session was led into this workspace. */
  entered(id: SessionId, workspaceId: WorkspaceId | null): Promise<void>;
  /** Ends what is still live. @returns the ids that this call ended. */
  end(ids: readonly SessionId[], reason: EndReason): Promise<SessionId[]>;
  endAllOf(userId: UserId, reason: EndReason, except?: SessionId): Promise<SessionId[]>;
  /** Ends one session if it belongs to that account. @returns its id, or nothing. */
  endMine(userId: UserId, id: SessionId): Promise<SessionId[]>;
  /** Ends the oldest beyond the most one account may have. */
  evict(userId: UserId): Promise<SessionId[]>;
  /** The session a token belongs to, used up or not. */
  bearer(tokenHash: Buffer): Promise<{ sessionId: SessionId; userId: UserId; isLive: boolean } | null>;
  /** Drops the salts of rotations that can no longer be repeated. */
  forgetSalts(): Promise<void>;
}
export const SessionStore = token<SessionStore>('SessionStore');
