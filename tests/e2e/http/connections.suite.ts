import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { listen, type HttpServer } from '../../../src/core/bootstrap/httpServer';
import { answerOn, dial, rawRequest, wire } from '../../support/http/rawRequest';

/** As in production, but a hundred times sooner. */
const TIMEOUTS = { headersTimeout: 100, requestTimeout: 300, connectionsCheckingInterval: 20 };

let server: HttpServer;
let url: string;
beforeAll(async () => {
  const echo = (request: NodeJS.ReadableStream, response: { end(text: string): void }) => {
    request.resume().on('end', () => response.end('heard'));
  };
  server = await listen(echo, {
    host: '127.0.0.1',
    port: 0,
    orNext: false,
    variable: 'PORT',
    timeouts: TIMEOUTS,
  });
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(() => server.drain());

const refused = (status: number, code: string) => ({
  status,
  closed: true,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  },
  body: { success: false, statusCode: status, code, help: `/api/docs/errors#${code}` },
});

async function expectRefused(...[status, code, parts]: [number, string, (string | Buffer)[]]): Promise<void> {
  const answer = await rawRequest(url, ...parts);
  const body = JSON.parse(answer.text) as { requestId: string };
  expect({ ...answer, body }).toMatchObject(refused(status, code));
  expect(body.requestId).toBe(answer.headers['x-request-id']);
  expect(body.requestId).toMatch(/^[\w-]{36}$/);
}

describe('what is not HTTP', () => {
  it.each([
    ['words', 'hello\r\n\r\n'],
    ['a TLS handshake', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc])],
    ['I12 a method in lower case', wire('get', '/')],
    ['I12 an invented method', wire('STEAL', '/')],
    ['a header without a name', 'GET / HTTP/1.1\r\n: x\r\n\r\n'],
    ['I14 a bare carriage return in a header', 'GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: a\rb\r\n\r\n'],
    ['I2 NUL in a header', 'GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: a\0b\r\n\r\n'],
    ['a blank before the colon', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a length that is none', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1e3\r\n\r\n'],
    ['a length below nothing', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n'],
    [
      'length and chunks at once',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'an unknown transfer encoding',
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, x\r\n\r\n0\r\n\r\n',
    ],
    ['a chunk of no size', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ])('(%s) is refused in the envelope, and the connection closed', async (_what, bytes) => {
    await expectRefused(400, 'MALFORMED_REQUEST', [bytes]);
  });

  it('and what has more headers than sixteen kilobytes', async () => {
    await expectRefused(431, 'HEADERS_TOO_LARGE', [wire('GET', '/', { Cookie: 'a'.repeat(17_000) })]);
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`X-${i}`, 'a'.repeat(10)]));
    await expectRefused(431, 'HEADERS_TOO_LARGE', [wire('GET', '/', many)]);
    await expectRefused(431, 'HEADERS_TOO_LARGE', [wire('GET', `/${'a'.repeat(17_000)}`)]);
  });

  it('I12 a proxy is not what we are', async () => {
    const socket = await dial(url);
    socket.write('CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n');
    expect(await answerOn(socket)).toMatchObject({ closed: true, text: '' });
  });

  it('an expectation we do not know is no reason to refuse', async () => {
    const answer = await rawRequest(url, wire('GET', '/', { Expect: 'the-unexpected', Connection: 'close' }));
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('heard') });
  });
});

describe('I8 a slow client', () => {
  const drip = async (head: string) => {
    const socket = await dial(url);
    socket.write(head);
    const dripping = setInterval(() => socket.write('a'), 20);
    const answer = await answerOn(socket);
    clearInterval(dripping);
    return { ...answer, body: JSON.parse(answer.text) as unknown };
  };

  it('that drips its headers is cut off', async () => {
    expect(await drip('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')).toMatchObject(
      refused(408, 'REQUEST_TIMEOUT'),
    );
  });

  it('that drips its body is cut off', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n';
    expect(await drip(head)).toMatchObject(refused(408, 'REQUEST_TIMEOUT'));
  });

  it('UP five hundred of them keep nobody else waiting, and are gone in the end', async () => {
    const sockets = await Promise.all(Array.from({ length: 500 }, () => dial(url)));
    for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ');
    const closed = Promise.all(sockets.map((socket) => once(socket.resume(), 'close')));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => rawRequest(url, wire('GET', '/', { Connection: 'close' }))),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(await closed).toHaveLength(500);
  });

  it('that sends nothing at all is cut off, too', async () => {
    const socket = await dial(url);
    socket.resume();
    const gone = once(socket, 'close').then(() => 'gone');
    expect(await Promise.race([gone, pause(5_000, 'still there', { ref: false })])).toBe('gone');
  });
});

describe('the port', () => {
  let taken: Server;
  let port: number;
  beforeAll(async () => {
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    ({ port } = taken.address() as AddressInfo);
  });
  afterAll(() => void taken.close());

  it('that is taken is left, or refused in one sentence, as wanted', async () => {
    const handle = () => undefined;
    const other = await listen(handle, { host: '127.0.0.1', port, orNext: true, variable: 'PORT' });
    expect(other.port).toBeGreaterThan(port);
    await other.drain();
    for (const variable of ['PORT', 'SOCKET_PORT'] as const) {
      const options = { orNext: false, variable };
      await expect(listen(handle, { host: '127.0.0.1', port, ...options })).rejects.toThrow(
        `Port ${port} is taken: stop what listens there, or set ${variable} to another one.`,
      );
      await expect(listen(handle, { host: '203.0.113.1', port: 0, ...options })).rejects.toThrow(
        `check HOST and ${variable}.`,
      );
    }
  });
});
