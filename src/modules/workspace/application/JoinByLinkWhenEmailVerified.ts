import type { PublishedEvent } from '../../../core/application/EventBus';
import { DomainError } from '../../../core/domain/DomainError';
import { asId } from '../../../core/domain/ids';
import type { FindAccount } from '../../user';
import type { JoinByLink } from './JoinByLink';
import type { LinkGuests } from './LinkGuests';

/** Thrown before anything is written. */
const REFUSALS = ['NOT_FOUND', 'EMAIL_DOMAIN_REFUSED', 'SEAT_LIMIT', 'WORKSPACE_SUSPENDED'];

type Verified = PublishedEvent<'user:email-verified' | 'user:email-changed'>;

/** Somebody who registered by a link. If the link admits them no more, they stay without the workspace. */
export class JoinByLinkWhenEmailVerified {
  constructor(
    private readonly guests: LinkGuests,
    private readonly findAccount: FindAccount,
    private readonly joinByLink: JoinByLink,
  ) {}

  async react({ subjectId }: Verified): Promise<void> {
    const userId = asId<'user'>(subjectId ?? '');
    const link = await this.guests.take(userId);
    const user = link && (await this.findAccount.byId(userId));
    if (!user) return;
    try {
      await this.joinByLink.execute(link, user);
    } catch (error) {
      if (!(error instanceof DomainError) || !REFUSALS.includes(error.code)) throw error;
    }
  }
}
