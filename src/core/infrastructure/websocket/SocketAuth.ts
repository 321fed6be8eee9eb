import Joi from 'joi';
import type { Authenticator, Claim } from '../../application/Authenticator';
import type { Caller } from '../../application/Caller';
import { DomainError } from '../../domain/DomainError';
import type { ClientSocket } from './SocketIo';
import { demandShape } from './demandShape';

export interface Handshake {
  readonly claim: Claim;
  readonly caller: Caller;
  readonly after: number | undefined;
}

const AUTH = Joi.object({
  token: Joi.string().max(4_096).required(),
  after: Joi.number().integer().min(0),
}).required();

/** Who opens or keeps a socket, by an access token that comes in a message and never in an address. */
export class SocketAuth {
  constructor(private readonly authenticator: Authenticator) {}

  /** @throws DomainError TOKEN_MISSING, TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED, VALIDATION_ERROR. */
  async open({ handshake: { auth, query } }: Pick<ClientSocket, 'handshake'>): Promise<Handshake> {
    if (auth.token === undefined || query.token !== undefined) {
      throw new DomainError(
        'unauthenticated',
        'TOKEN_MISSING',
        'Send the access token as `auth.token`, and nowhere else.',
      );
    }
    const { token, after } = demandShape<{ token: string; after?: number }>(AUTH, auth);
    const claim = this.authenticator.read(token);
    return { claim, after, caller: await this.authenticator.authenticate(claim) };
  }

  /** A newer token of the same session. @throws DomainError TOKEN_INVALID for any other. */
  async renew({ userId, sid }: Claim, token: string): Promise<Claim> {
    const claim = this.authenticator.read(token);
    if (claim.userId !== userId || claim.sid !== sid) {
      throw new DomainError('unauthenticated', 'TOKEN_INVALID', 'The access token is of another session.');
    }
    await this.authenticator.authenticate(claim);
    return claim;
  }
}
