import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { Standing } from '../domain/explain';

/** Read port: where members stand at this moment, which is for workspace to know: it implements this. */
export interface Standings {
  /** Null for somebody who is no member, active or not. */
  of(workspaceId: WorkspaceId, reader: UserId, userId: UserId): Promise<Standing | null>;
}
export const Standings = token<Standings>('Standings');
