import { Server, type ServerOptions } from 'socket.io';
import type { SocketAdapter } from './SocketAdapter';
import type { SocketIo } from './SocketIo';

/** Milliseconds a client may take from its connection to a token that is accepted (J9). */
const CONNECT_MS = 5_000;
/** Bytes of a message; the longest there is carries a token. */
const MOST_BYTES = 16_384;

/** Accepts nothing until it is attached to a server. */
export function socketServer(options: {
  readonly isAllowedOrigin: (origin: string) => boolean;
  readonly allowRequest: ServerOptions['allowRequest'];
  readonly shared: SocketAdapter;
}): SocketIo {
  return new Server({
    ...options.shared,
    serveClient: false,
    connectTimeout: CONNECT_MS,
    maxHttpBufferSize: MOST_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: options.allowRequest,
    cors: {
      credentials: true,
      origin: (origin, decide) => decide(null, origin !== undefined && options.isAllowedOrigin(origin)),
    },
  });
}
