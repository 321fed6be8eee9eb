import type { Post } from '../../../core/application/Post';
import type { SessionId } from '../../../core/domain/ids';
import type { NewAddressProof, User } from '../../user';
import './mails';
import type { OneTimeTokens } from './OneTimeTokens';

const MOST_AN_HOUR = 3;

export class ProveNewAddress implements NewAddressProof {
  constructor(
    private readonly tokens: OneTimeTokens,
    private readonly post: Post,
  ) {}

  async ask({ id, state }: User, email: string, sessionId: SessionId): Promise<boolean> {
    if ((await this.tokens.issuedLastHour('change-email', id)) >= MOST_AN_HOUR) return false;
    const token = await this.tokens.issue('change-email', { userId: id, email, sessionId });
    const { firstName } = state;
    await this.post.send({ name: 'auth.change-email', to: email, data: { firstName, token } });
    return true;
  }
}
