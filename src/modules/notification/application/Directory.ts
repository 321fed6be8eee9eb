import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { Choice } from '../domain/preferences';

export interface Recipient {
  readonly id: UserId;
  readonly email: string;
  readonly firstName: string;
  /** Their address is verified, their account active, and they were not told too much in this hour. */
  readonly takesMail: boolean;
  readonly choices: readonly Choice[];
}

/** Who there is to be told, and what they and their workspaces are called; to be called inside a unit of work. */
export interface Directory {
  /** Those of them whose account was not deleted. */
  recipients(ids: readonly UserId[]): Promise<Recipient[]>;
  /** Active members with one of the built-in roles, also of a deleted workspace. */
  holdersOf(roles: readonly string[], workspaceId: WorkspaceId): Promise<UserId[]>;
  workspaceName(id: WorkspaceId): Promise<string | null>;
  /** 'Somebody' where nobody is known. */
  personName(id: string | null): Promise<string>;
}
export const Directory = token<Directory>('Directory');
