import type { User } from '../../user';
import type { EnteredWorkspace } from '../../workspace';
import type { IssuedAccessToken } from './AccessTokens';

/** What signing up, in, and refreshing give. */
export interface SignIn extends IssuedAccessToken {
  readonly user: User;
  readonly entered: EnteredWorkspace | null;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}
