import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { UserState } from '../domain/User';

/** Whom somebody may see: the people of one workspace or, for a super admin, everybody. */
export type Sight = { readonly workspaceId: WorkspaceId; readonly readerId: UserId } | 'everybody';

export type Person = Omit<UserState, 'platformRole' | 'lastLoginAt'>;

/** A person as a search found them: 1 is a perfect match. */
export interface FoundPerson extends Person {
  readonly score: number;
}

export interface Place {
  readonly id: string;
  readonly score: number;
}

/** Read port: the people somebody may see, without those whose account was deleted. */
export interface People {
  /** Newest account first. */
  list(sight: Sight, page: Page): Promise<Person[]>;
  /** By name and e-mail, typing errors forgiven; best match first. @param after the entry that was last. */
  search(sight: Sight, words: string, after: Place | null, limit: number): Promise<FoundPerson[]>;
  read(sight: Sight, id: UserId): Promise<Person | null>;
}
export const People = token<People>('People');
