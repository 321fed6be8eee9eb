import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { refusalBody, type Refusal } from './envelope';

const TOO_SLOW: Refusal = {
  statusCode: 408,
  code: 'REQUEST_TIMEOUT',
  message: 'The request did not arrive in time.',
};
const TOO_MANY_HEADERS: Refusal = {
  statusCode: 431,
  code: 'HEADERS_TOO_LARGE',
  message: 'The headers are larger than 16 kB.',
};
const MALFORMED: Refusal = { statusCode: 400, code: 'MALFORMED_REQUEST', message: 'This is not HTTP/1.1.' };

function refusalFor(code: string | undefined): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return TOO_SLOW;
  return code === 'HPE_HEADER_OVERFLOW' ? TOO_MANY_HEADERS : MALFORMED;
}

/** Answers in the envelope what Node could not even read as a request, and closes the connection. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const refusal = refusalFor(error.code);
  const requestId = randomUUID();
  const body = JSON.stringify(refusalBody(refusal, requestId));
  const head = [
    `HTTP/1.1 ${refusal.statusCode} ${STATUS_CODES[refusal.statusCode]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
