import type { Jobs } from '../../../core/application/Jobs';
import { avatarNameIn } from '../domain/avatarAddress';

export const ERASE_AVATAR = 'user.erase-avatar';

/** A file goes after the commit that made it useless, never before; joins the surrounding unit of work. */
export class EraseAvatarLater {
  constructor(private readonly jobs: Jobs) {}

  async execute(url: string | null): Promise<void> {
    if (url === null) return;
    await this.jobs.enqueue({ kind: ERASE_AVATAR, payload: { name: avatarNameIn(url) } });
  }
}
