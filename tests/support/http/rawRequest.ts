import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The server closed the connection within the time it was given. */
  readonly closed: boolean;
}

const CONTINUE = /^HTTP\/1\.1 100 Continue\r\n\r\n/;
const LINGER_MS = 300;
const LONGEST_MS = 5_000;

export async function dial(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes that no client library would, and reads what comes back until the server closes or is silent. */
export async function rawRequest(url: string, ...parts: (string | Buffer)[]): Promise<RawAnswer> {
  const socket = await dial(url);
  for (const part of parts) socket.write(part);
  return answerOn(socket);
}

/** @param lingerMs how long after the last byte the server has to close. */
export async function answerOn(socket: Socket, lingerMs = LINGER_MS): Promise<RawAnswer> {
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk;
  });
  const closed = await new Promise<boolean>((resolve) => {
    let timer = setTimeout(resolve, LONGEST_MS, false);
    socket.on('data', () => {
      clearTimeout(timer);
      timer = setTimeout(resolve, lingerMs, false);
    });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
  socket.destroy();
  return { ...parse(received), closed };
}

function parse(received: string): Omit<RawAnswer, 'closed'> {
  const [head = '', ...rest] = received.replace(CONTINUE, '').split('\r\n\r\n');
  const [line = '', ...headers] = head.split('\r\n');
  return {
    status: Number(line.split(' ')[1]),
    headers: Object.fromEntries(
      headers.map((header) => {
        const colon = header.indexOf(':');
        return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
      }),
    ),
    text: rest.join('\r\n\r\n'),
  };
}

/** A request as it goes over the wire; a length for the body is added. */
export function wire(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string | Buffer,
): Buffer {
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const all = { Host: 'portico.test', ...length, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    Buffer.from(body ?? ''),
  ]);
}
