import { DomainError, type ErrorKind } from '../../../core/domain/DomainError';
import type { InvitationId } from '../domain/Invitation';
import type { Actor } from './Actor';
import type { Invited, InviteMember } from './InviteMember';

export interface InviteOutcome {
  readonly email: string;
  readonly invitationId: InvitationId | null;
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

const OF_ONE_ROW: readonly ErrorKind[] = ['conflict', 'forbidden', 'limited'];

/** One row after the other, each on its own: a refused one does not take the others with it. */
export class InviteMembers {
  constructor(private readonly inviteMember: InviteMember) {}

  async execute(actor: Actor, rows: readonly Invited[]): Promise<InviteOutcome[]> {
    const outcomes: InviteOutcome[] = [];
    for (const row of rows) outcomes.push(await this.one(actor, row));
    return outcomes;
  }

  private async one(actor: Actor, row: Invited): Promise<InviteOutcome> {
    const { email } = row;
    try {
      return { email, invitationId: await this.inviteMember.execute(actor, row), refusal: null };
    } catch (error) {
      if (!(error instanceof DomainError) || !OF_ONE_ROW.includes(error.kind)) throw error;
      return { email, invitationId: null, refusal: { code: error.code, message: error.message } };
    }
  }
}
