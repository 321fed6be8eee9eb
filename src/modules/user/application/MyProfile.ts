import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { UserState } from '../domain/User';

/** One's own row: on this process as it stands, on another as it stood less than a second ago. */
export interface MyProfile {
  read(id: UserId): Promise<{ state: UserState; version: number } | null>;
}
export const MyProfile = token<MyProfile>('MyProfile');
