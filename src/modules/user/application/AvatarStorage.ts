import { token } from '../../../core/domain/token';

/**
 * Where pictures are kept, each under a name that is never used again.
 * @throws DomainError `unavailable` / `STORAGE_UNAVAILABLE` when it cannot be reached, is full or may not be written.
 */
export interface AvatarStorage {
  /** Once it resolves the picture outlives a crash; nobody ever reads a part of it. */
  put(name: string, picture: Buffer): Promise<void>;
  /** Null when there is none of that name. */
  read(name: string): Promise<Buffer | null>;
  /** One that is not there is no fault. */
  delete(name: string): Promise<void>;
}
export const AvatarStorage = token<AvatarStorage>('AvatarStorage');
