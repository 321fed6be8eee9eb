import { token } from '../domain/token';
import type { UserId, WorkspaceId } from '../domain/ids';

/**
 * On whose behalf the database is touched. A `member` sees one workspace through row-level security (and
 * the rows of their own account); an `account` only what is its own; `system` is named work that crosses
 * tenants: sign-in, relay, super admin.
 */
export type Scope =
  | { readonly as: 'system'; readonly for: string }
  | { readonly as: 'account'; readonly userId: UserId }
  | { readonly as: 'member'; readonly userId: UserId; readonly workspaceId: WorkspaceId };

/**
 * One transaction, ambient: repositories called inside join it without being handed anything.
 * A `run` inside a `run` joins the outer one, whatever its scope says. Everything commits or nothing does;
 * serialisation failures and deadlocks run `work` again, so it must not act on the outside world.
 *
 * @throws DomainError `unavailable` when the database cannot be reached or does not answer in time.
 */
export interface UnitOfWork {
  run<T>(scope: Scope, work: () => Promise<T>): Promise<T>;
  /** Runs after the outermost commit, never when it fails. For waking a relay or dropping a cache entry. */
  afterCommit(act: () => void): void;
}
export const UnitOfWork = token<UnitOfWork>('UnitOfWork');
