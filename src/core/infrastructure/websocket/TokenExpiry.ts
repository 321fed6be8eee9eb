import type { Clock } from '../../application/Clock';
import type { ClientSocket } from './SocketIo';

/** Milliseconds between the end of a token and the end of its socket. */
const RENEWAL_MS = 60_000;

/** Ends sockets whose token ran out, after a warning and time to bring a new one. */
export class TokenExpiry {
  constructor(private readonly clock: Clock) {}

  check(sockets: Iterable<ClientSocket>): void {
    const now = this.clock.now().getTime();
    for (const socket of sockets) {
      const end = socket.data.claim.expiresAt.getTime();
      if (now >= end + RENEWAL_MS) socket.disconnect(true);
      else if (now >= end && !socket.data.isWarned) warn(socket, end);
    }
  }
}

function warn(socket: ClientSocket, end: number): void {
  socket.data.warn();
  socket.emit('auth:expired', {
    code: 'TOKEN_EXPIRED',
    message: 'The access token has run out; send another with auth:renew.',
    closesAt: new Date(end + RENEWAL_MS).toISOString(),
  });
}
