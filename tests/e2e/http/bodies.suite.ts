import { gzipSync } from 'node:zlib';
import { aPerson } from '../../support/app/people';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';
import { answerOn, dial, rawRequest, wire } from '../../support/http/rawRequest';

const LOGIN = '/api/v1/auth/login';
const JSON_TYPE = 'application/json';
const SECRET = 'canary-passphrase';
const HALF = JSON.stringify({ email: 'ann@example.com', password: SECRET });

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

interface Sent {
  readonly type?: string | undefined;
  readonly encoding?: string | undefined;
  readonly target?: string;
  /** Who closes the connection. */
  readonly closing?: 'client' | 'server';
}

async function send(
  body: string | Buffer,
  { type = JSON_TYPE, encoding, target = LOGIN, closing = 'client' }: Sent = {},
) {
  const headers = {
    ...(type !== '' && { 'Content-Type': type }),
    ...(encoding !== undefined && { 'Content-Encoding': encoding }),
    ...(closing === 'client' && { Connection: 'close' }),
  };
  const answer = await rawRequest(app.url, wire('POST', target, headers, body));
  return { ...answer, body: JSON.parse(answer.text) as Record<string, unknown> };
}

const refusal = (status: number, code: string) => ({
  status,
  body: { success: false, statusCode: status, code, requestId: expect.stringMatching(/^[\w-]{36}$/) },
});

describe('a body that is not JSON', () => {
  it.each([
    ['cut off', HALF.slice(0, -3)],
    ['no JSON at all', `password=${SECRET}`],
    ['a bare string', `"${SECRET}"`],
    ['a number', '7'],
    ['null', 'null'],
    ['two values', `${HALF}${HALF}`],
    ['single quotes', `{'password':'${SECRET}'}`],
    ['a trailing comma', `{"password":"${SECRET}",}`],
    ['NaN', '{"password":NaN}'],
    [
      'UTF-8 cut in two',
      Buffer.concat([Buffer.from(`{"password":"${SECRET}`), Buffer.from([0xc3, 0x22, 0x7d])]),
    ],
    [
      'an overlong NUL',
      Buffer.concat([Buffer.from(`{"email":"`), Buffer.from([0xc0, 0x80]), Buffer.from('"}')]),
    ],
    [
      'an encoded surrogate',
      Buffer.concat([Buffer.from('{"email":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    ],
    ['a claim to another prototype', '{"__proto__":{"email":"ann@example.com"},"constructor":{}}'],
    ['twenty thousand nested lists', `{"email":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['a raw newline in a string', '{"email":"a\nb"}'],
    ['UTF-16', Buffer.from(HALF, 'utf16le')],
  ])('I2 I13 (%s) is 400 and not repeated', async (_what, body) => {
    const answer = await send(body);
    expect(answer).toMatchObject(refusal(400, 'MALFORMED_JSON'));
    expect(answer.text).not.toContain(SECRET);
  });

  it.each([
    ['a list', '[]'],
    ['a list of bodies', `[${HALF}]`],
    ['an object without the fields', '{}'],
    ['one that names a field twice', `{"email":7,"email":8}`],
  ])('(%s) is 400 with details', async (_what, body) => {
    const answer = await send(body);
    expect(answer).toMatchObject(refusal(400, 'VALIDATION_ERROR'));
    expect(answer.body.details).not.toEqual([]);
  });

  it('of ten thousand fields is refused without naming each', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, 1]));
    const { body } = await send(JSON.stringify(many));
    expect(body.details).toEqual([{ path: 'body', message: 'must have at most 100 fields' }]);
  });

  it('is not read before it has to be: the order of refusals stays', async () => {
    expect(await send('{', { target: '/api/v1/auth/change-password' })).toMatchObject({ status: 401 });
    expect(await send('{', { target: '/api/v1/nothing' })).toMatchObject({ status: 404 });
  });
});

describe('a body of another type', () => {
  it.each([
    ['', undefined],
    ['text/plain', undefined],
    ['application/x-www-form-urlencoded', undefined],
    ['multipart/form-data; boundary=x', undefined],
    ['application/json; charset=utf-7', undefined],
    ['application/json; charset=utf-16le', undefined],
    ['application/json; charset="iso-8859-1"', undefined],
    ['application/json; charset=utf8', undefined],
    ['nonsense', undefined],
    [JSON_TYPE, 'zip'],
    [JSON_TYPE, 'gzip, gzip'],
  ])('(%s, encoded %s) is 415, and the connection is closed', async (type, encoding) => {
    const answer = await send(HALF, { type, encoding, closing: 'server' });
    expect(answer).toMatchObject({
      ...refusal(415, 'UNSUPPORTED_MEDIA_TYPE'),
      closed: true,
      headers: { connection: 'close' },
    });
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON; Charset="UTF-8"'])(
    'unless it is but spelled otherwise: %s',
    async (type) => {
      expect(await send(HALF, { type })).toMatchObject(refusal(401, 'INVALID_CREDENTIALS'));
    },
  );

  it('unless it is packed as HTTP allows', async () => {
    expect(await send(gzipSync(HALF), { encoding: 'gzip' })).toMatchObject({ status: 401 });
    expect(await send(HALF, { encoding: 'gzip' })).toMatchObject(refusal(400, 'MALFORMED_JSON'));
  });
});

describe('I7 a body too large', () => {
  const tooLarge = {
    ...refusal(413, 'BODY_TOO_LARGE'),
    closed: true,
    headers: { connection: 'close', 'content-type': 'application/json; charset=utf-8' },
  };

  it('is refused although its sender has not finished', async () => {
    const socket = await dial(app.url);
    socket.write(wire('POST', LOGIN, { 'Content-Type': JSON_TYPE, 'Content-Length': '1000000' }));
    const { text, ...answer } = await answerOn(socket);
    expect({ ...answer, body: JSON.parse(text) as unknown }).toMatchObject(tooLarge);
  });

  it('that never ends is cut off', async () => {
    const socket = await dial(app.url);
    socket.write(
      `POST ${LOGIN} HTTP/1.1\r\nHost: x\r\nContent-Type: ${JSON_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const chunk = `2000\r\n${' '.repeat(0x2000)}\r\n`;
    const flood = setInterval(() => socket.write(chunk), 1);
    const { text, ...answer } = await answerOn(socket);
    clearInterval(flood);
    expect({ ...answer, body: JSON.parse(text) as unknown }).toMatchObject(tooLarge);
  });

  it('once unpacked is not unpacked to its end', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    const before = process.memoryUsage().rss;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send(bomb, { encoding: 'gzip', closing: 'server' })),
    );
    expect(answers).toMatchObject(Array.from(answers, () => tooLarge));
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });

  it('of a hundred kilobytes is none', async () => {
    const padded = `${HALF}${' '.repeat(100 * 1024 - HALF.length)}`;
    expect(await send(padded)).toMatchObject({ status: 401 });
    expect(await send(`${padded} `, { closing: 'server' })).toMatchObject(tooLarge);
  });
});

describe('I2 I3 a field', () => {
  it.each([
    ['NUL', '"Ann\\u0000"'],
    ['a lone surrogate', '"Ann\\ud800"'],
    ['two surrogates the wrong way round', '"\\udc00\\ud800"'],
    ['a line break', '"Ann\\nSmith"'],
    ['a line separator', '"Ann\\u2028"'],
    ['blanks', '"   "'],
    ['nothing', '""'],
    ['null', 'null'],
    ['a list', '["Ann"]'],
    ['an object', '{"$ne":null}'],
    ['true', 'true'],
    ['minus zero', '-0'],
    ['1e309', '1e309'],
    ['2^63', '9223372036854775808'],
    ['81 characters', `"${'a'.repeat(81)}"`],
  ])('that holds %s is 400, and nothing is stored', async (_what, value) => {
    const { accessToken } = await aPerson(app);
    const changed = await tablesChanged(app, async () => {
      const answer = await rawRequest(
        app.url,
        wire(
          'PATCH',
          '/api/v1/users/me',
          { 'Content-Type': JSON_TYPE, Authorization: `Bearer ${accessToken}`, Connection: 'close' },
          `{"firstName":${value}}`,
        ),
      );
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.text)).toMatchObject({ details: [{ path: 'body.firstName' }] });
    });
    expect(changed).toEqual([]);
  });

  it('that is accepted is stored as it was sent', async () => {
    const { accessToken: token } = await aPerson(app);
    for (const firstName of [
      'Zoë',
      'Zoe\u0308',
      '👩‍👩‍👧',
      '\u{10ffff}',
      `Robert'); DROP TABLE users;--`,
      '\\u0000',
      '%00',
    ]) {
      await app.call('patch', '/users/me', { firstName }, { token }).expect(200);
      const { body } = await app.get('/users/me', { token }).expect(200);
      expect(body.data.firstName).toBe(firstName);
    }
  });
});
