import type { CallOptions } from './TestApp';
import type { Person } from './people';

/** A call of somebody in a workspace: the one they were put into, or another. */
export function inWorkspace(
  { accessToken, workspaceId }: Person,
  other: string | null = workspaceId,
): CallOptions {
  return { token: accessToken, headers: other === null ? {} : { 'X-Workspace-Id': other } };
}
