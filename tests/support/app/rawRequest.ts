import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestApp } from './TestApp';

/** Sends the lines as they stand, whatever HTTP says of them. @returns all that came back. */
export async function rawRequest(app: TestApp, head: readonly string[], body = ''): Promise<string> {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  socket.write([...head, length, 'Connection: close', '', body].join('\r\n'));
  return text(socket);
}
