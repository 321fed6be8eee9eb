import type { SessionId, UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

/** Read port of the hot path: whether a session still holds. Cached, and told of every end. */
export interface LiveSessions {
  isLive(id: SessionId, userId: UserId): Promise<boolean>;
  /** To be called in the unit of work that ends them: after its commit they are refused. */
  ended(ids: readonly SessionId[]): Promise<void>;
}
export const LiveSessions = token<LiveSessions>('LiveSessions');
