import type { Post } from '../../../core/application/Post';
import type { User } from '../../user';
import type { OneTimeTokens } from './OneTimeTokens';

/** Mails an hour and address, so that nobody is flooded by somebody else. */
const MOST_AN_HOUR = 3;

const MAILS = { 'reset-password': 'auth.reset-password', 'verify-email': 'auth.verify-email' } as const;

type TokenMailName = 'auth.reset-password' | 'auth.verify-email' | 'auth.set-password';

/** Makes a one-time token and owes its owner the mail that carries it; joins the surrounding unit of work. */
export class MailToken {
  constructor(
    private readonly tokens: OneTimeTokens,
    private readonly post: Post,
  ) {}

  /** @param mail that carries it, when it is not the usual one. @returns false when the address got enough mails in this hour. */
  async execute(
    purpose: keyof typeof MAILS,
    user: User,
    mail: TokenMailName = MAILS[purpose],
  ): Promise<boolean> {
    const { email, firstName } = user.state;
    if ((await this.tokens.issuedLastHour(purpose, user.id)) >= MOST_AN_HOUR) return false;
    const token = await this.tokens.issue(purpose, { userId: user.id, email });
    await this.post.send({ name: mail, to: email, data: { firstName, token } });
    return true;
  }
}
