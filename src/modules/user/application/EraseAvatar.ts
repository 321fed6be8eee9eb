import type { Job } from '../../../core/application/Jobs';
import type { AvatarStorage } from './AvatarStorage';

/** The job behind EraseAvatarLater. */
export class EraseAvatar {
  constructor(private readonly storage: AvatarStorage) {}

  async run({ payload }: Job): Promise<void> {
    await this.storage.delete(String(payload.name));
  }
}
