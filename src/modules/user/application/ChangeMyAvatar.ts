import type { Random } from '../../../core/application/Random';
import { DomainError } from '../../../core/domain/DomainError';
import type { UserId } from '../../../core/domain/ids';
import type { ExpectedVersion } from '../../../core/domain/stale';
import { avatarName, avatarUrl } from '../domain/avatarAddress';
import type { User } from '../domain/User';
import type { AvatarImages } from './AvatarImages';
import type { AvatarStorage } from './AvatarStorage';
import type { ReplaceAvatar } from './ReplaceAvatar';

/**
 * The file is there before the account names it, so no address leads nowhere. A crash between the two leaves a file
 * that nobody names.
 */
export class ChangeMyAvatar {
  constructor(
    private readonly images: AvatarImages,
    private readonly storage: AvatarStorage,
    private readonly replaceAvatar: ReplaceAvatar,
    private readonly random: Random,
  ) {}

  /** @throws DomainError what AvatarImages and AvatarStorage refuse, PRECONDITION_FAILED, VERSION_STALE. */
  async execute(id: UserId, image: Buffer, ifVersion: ExpectedVersion): Promise<User> {
    const picture = await this.images.square(image);
    const name = avatarName(this.random.bytes(16));
    await this.storage.put(name, picture);
    try {
      return await this.replaceAvatar.execute(id, avatarUrl(name), ifVersion);
    } catch (error) {
      if (isRefusal(error)) await this.storage.delete(name).catch(() => undefined);
      throw error;
    }
  }
}

/** After any other failure the change may have been committed, and needs its file. */
function isRefusal(error: unknown): boolean {
  return error instanceof DomainError && error.kind !== 'unavailable';
}
