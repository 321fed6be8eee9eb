import type { SessionId, UserId } from '../../../src/core/domain/ids';
import type { LiveSessions } from '../../../src/modules/auth/application/LiveSessions';
import type { InMemorySessionStore } from './InMemorySessionStore';

export class InMemoryLiveSessions implements LiveSessions {
  /** Whose end was told, in order. */
  readonly told: SessionId[] = [];

  constructor(private readonly store: InMemorySessionStore) {}

  isLive(id: SessionId, userId: UserId): Promise<boolean> {
    const session = this.store.sessions.get(id);
    return Promise.resolve(session?.userId === userId && this.store.isLive(session));
  }

  ended(ids: readonly SessionId[]): Promise<void> {
    this.told.push(...ids);
    return Promise.resolve();
  }
}
