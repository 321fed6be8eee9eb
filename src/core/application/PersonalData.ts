import type { UserId } from '../domain/ids';
import { token } from '../domain/token';

/** One chapter of what is held about a person; a module names its own in `defineModule({ exports })`. */
export interface PersonalDataSource {
  of(userId: UserId): Promise<unknown>;
}

/** All that the modules hold about a person, chapter by chapter. */
export interface PersonalData {
  of(userId: UserId): Promise<Readonly<Record<string, unknown>>>;
}
export const PersonalData = token<PersonalData>('PersonalData');
