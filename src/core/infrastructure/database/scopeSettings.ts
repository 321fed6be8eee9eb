import type { Scope } from '../../application/UnitOfWork';
import { isUuid } from '../../domain/ids';

/** The two NOLOGIN roles the first migration makes; the login takes one on per transaction. */
export const WALLED_ROLE = 'portico_app';
export const SYSTEM_ROLE = 'portico_system';

/**
 * SQL that puts a transaction under the wall of row-level security. Literals, not parameters, so that it
 * travels in one message with BEGIN; hence the ids are checked here.
 */
export function scopeSettings(scope: Scope): string {
  const role = scope.as === 'system' ? SYSTEM_ROLE : WALLED_ROLE;
  const userId = scope.as === 'system' ? '' : scope.userId;
  const workspaceId = scope.as === 'member' ? scope.workspaceId : '';
  for (const id of [userId, workspaceId]) {
    if (id !== '' && !isUuid(id)) throw new Error('A scope needs UUIDs');
  }
  return `SET LOCAL ROLE ${role};SET LOCAL app.user_id='${userId}';SET LOCAL app.workspace_id='${workspaceId}';`;
}
