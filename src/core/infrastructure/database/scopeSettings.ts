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
  const nobody = "SET LOCAL app.user_id='';SET LOCAL app.workspace_id='';";
  return `SET LOCAL ROLE ${role};${scope.as === 'member' ? '' : nobody}${scopeVariables(scope)}`;
}

/** What a scope sets where nothing is set yet: who asks, and in which workspace. */
export function scopeVariables(scope: Scope): string {
  if (scope.as === 'system') return '';
  const user = `SET LOCAL app.user_id='${checked(scope.userId)}';`;
  return scope.as === 'account' ? user : `${user}SET LOCAL app.workspace_id='${checked(scope.workspaceId)}';`;
}

function checked(id: string): string {
  if (!isUuid(id)) throw new Error('A scope needs UUIDs');
  return id;
}
