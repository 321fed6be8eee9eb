import type { ServerOptions } from 'socket.io';
import { token } from '../../domain/token';

/** How rooms reach beyond this process; without one they do not. */
export interface SocketAdapter {
  readonly adapter?: ServerOptions['adapter'];
}
export const SocketAdapter = token<SocketAdapter>('SocketAdapter');
