import { token } from '../domain/token';
import type { UserId, WorkspaceId } from '../domain/ids';

/** Who is calling, from where, and under which id; follows the call through every await. */
export interface RequestFacts {
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Set once the caller is known. */
  userId: UserId | null;
  /** Set once the caller is known to belong to it. */
  workspaceId?: WorkspaceId | null;
}

export interface RequestContext {
  run<T>(facts: RequestFacts, work: () => T): T;
  current(): RequestFacts | null;
}
export const RequestContext = token<RequestContext>('RequestContext');
