import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { InviteLink } from '../domain/InviteLink';

/** Who registered by a link and has not verified their address yet. */
export interface LinkGuests {
  /** Joins the surrounding unit of work. */
  add(userId: UserId, link: InviteLink): Promise<void>;
  /** The link they came by, once: they wait no more. Null for whoever came by none. */
  take(userId: UserId): Promise<InviteLink | null>;
}
export const LinkGuests = token<LinkGuests>('LinkGuests');
