import type { Ledger } from '../../../core/application/Ledger';
import type { User } from '../../user';
import type { LinkGuests } from '../../workspace';
import type { EndSessions } from './EndSessions';
import type { OneTimeTokens } from './OneTimeTokens';
import type { TotpFactors } from './TotpFactors';

/**
 * Whoever made an account without reading its mail has no part in it any more: sessions, mailed tokens, second
 * factor and a place at a link are gone. Joins the surrounding unit of work, once the new password is set in it.
 */
export class DispossessAccount {
  constructor(
    private readonly endSessions: EndSessions,
    private readonly tokens: OneTimeTokens,
    private readonly factors: TotpFactors,
    private readonly linkGuests: LinkGuests,
    private readonly ledger: Ledger,
  ) {}

  async execute({ id, state }: User): Promise<void> {
    await this.endSessions.allOf(id, 'password');
    await this.tokens.revokeAll(id, 'reset-password');
    await this.tokens.revokeAll(id, 'verify-email');
    await this.factors.remove(id);
    await this.linkGuests.take(id);
    await this.ledger.record([
      {
        name: 'auth:account-taken-over',
        workspaceId: null,
        subjectId: id,
        actorId: id,
        payload: { email: state.email },
      },
    ]);
  }
}
