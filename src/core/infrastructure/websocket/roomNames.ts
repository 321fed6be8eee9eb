import { asId, type WorkspaceId } from '../../domain/ids';

const WORKSPACE = 'workspace:';

/** Of every socket whose account is a super admin. */
export const PLATFORM_ROOM = 'platform';

export function userRoom(id: string): string {
  return `user:${id}`;
}

export function sessionRoom(id: string): string {
  return `session:${id}`;
}

export function workspaceRoom(id: string): string {
  return WORKSPACE + id;
}

/** The workspaces among the rooms of a socket. */
export function workspacesIn(rooms: Iterable<string>): WorkspaceId[] {
  return [...rooms]
    .filter((room) => room.startsWith(WORKSPACE))
    .map((room) => asId<'workspace'>(room.slice(WORKSPACE.length)));
}
