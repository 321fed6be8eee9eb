import type { Caller } from '../../../core/application/Caller';
import { token } from '../../../core/domain/token';
import type { EnteredWorkspace } from './SignInWorkspaces';

export interface SwitchedToken {
  readonly accessToken: string;
  /** As configured: "15m". */
  readonly expiresIn: string;
  readonly expiresAt: Date;
}

/** Access tokens for a session that goes on in another workspace. */
export interface AccessTokenIssuer {
  /** Joins the surrounding unit of work. The session's next refresh leads into that workspace too. */
  issue(caller: Caller, entered: EnteredWorkspace): Promise<SwitchedToken>;
}
export const AccessTokenIssuer = token<AccessTokenIssuer>('AccessTokenIssuer');
