import type { Clock } from '../../../core/application/Clock';
import type { User } from '../../user';
import { invitationGone } from '../domain/invitationErrors';
import type { InviteLinkRepository } from '../domain/InviteLinkRepository';
import type { LinkGuests } from './LinkGuests';

/** Somebody who registers by a link joins as soon as their address is verified; joins the surrounding unit of work. */
export class WaitForVerification {
  constructor(
    private readonly links: InviteLinkRepository,
    private readonly guests: LinkGuests,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, EMAIL_DOMAIN_REFUSED. */
  async execute(token: string, { id, state }: User): Promise<void> {
    const link = await this.links.findByToken(token);
    if (!link?.isOpen(this.clock.now())) throw invitationGone();
    link.demandDomainOf(state.email);
    await this.guests.add(id, link);
  }
}
