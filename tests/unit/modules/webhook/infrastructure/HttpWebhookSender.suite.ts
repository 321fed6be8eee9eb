import { lookup, type LookupAddress } from 'node:dns';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { getEventListeners, once } from 'node:events';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { SystemClock } from '../../../../../src/core/infrastructure/system/SystemClock';
import { AnyTargets } from '../../../../../src/modules/webhook/infrastructure/AnyTargets';
import { HttpWebhookSender } from '../../../../../src/modules/webhook/infrastructure/HttpWebhookSender';
import { PublicTargets } from '../../../../../src/modules/webhook/infrastructure/PublicTargets';
import type { Targets } from '../../../../../src/modules/webhook/infrastructure/Targets';
import { Receiver } from '../../../../support/webhooks/Receiver';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const BODY = '{"event":"workspace:updated","name":"Zoë"}';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await Receiver.listen();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.behaves = () => ({});
  receiver.told();
});

const send = (url: string, targets: Targets = new AnyTargets(), giveUp?: AbortSignal) =>
  new HttpWebhookSender(targets, new SystemClock(), 300).send(
    { url, id: 'an-id', body: BODY, secrets: [SECRET] },
    giveUp,
  );

/** To a receiver that says just this, whatever it is told. */
async function sendTo(answer: string) {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.write(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sent = await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  server.close();
  return sent;
}

describe('sending a webhook', () => {
  it('posts it signed, so that the library of Standard Webhooks takes it', async () => {
    expect(await send(receiver.url)).toEqual({
      ...{ statusCode: 200, error: null, response: null, retryAfter: null },
      durationMs: expect.any(Number),
    });
    const { headers, raw, path } = receiver.last;
    expect([path, raw]).toEqual(['/hooks', BODY]);
    expect(headers).toMatchObject({
      ...{ 'content-type': 'application/json', 'user-agent': 'Portico-Webhooks', 'webhook-id': 'an-id' },
    });
    const verified = new StandardWebhook(SECRET).verify(raw, headers as Record<string, string>);
    expect(verified).toEqual(JSON.parse(BODY));
  });

  it('takes any 2xx for delivered, and nothing else', async () => {
    for (const status of [200, 201, 204, 299, 300, 302, 400, 410, 500]) {
      receiver.behaves = () => ({ status });
      const { statusCode, error } = await send(receiver.url);
      expect([statusCode, error]).toEqual([status, status < 300 ? null : `It answered ${status}`]);
    }
  });

  it('follows no redirect', async () => {
    const elsewhere = await Receiver.listen();
    receiver.behaves = () => ({ status: 307, headers: { location: elsewhere.url } });
    expect(await send(receiver.url)).toMatchObject({ statusCode: 307, error: 'It answered 307' });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  it('keeps the beginning of an answer as text that can be stored, and when to come again', async () => {
    const body = `\u0000${'é'.repeat(500_000)}`;
    receiver.behaves = () => ({ status: 503, body, headers: { 'retry-after': '120' } });
    const { response, retryAfter } = await send(receiver.url);
    expect(response).toBe(`\ufffd${'é'.repeat(999)}`);
    expect(retryAfter).toBe(120);
    receiver.behaves = () => ({ headers: { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' } });
    expect((await send(receiver.url)).retryAfter).toBeNull();
  });

  it('waits no longer than it may', async () => {
    receiver.behaves = () => 'hang';
    expect(await send(receiver.url)).toMatchObject({ statusCode: null, error: 'No answer within 0.3 s' });
  });

  it('takes the status of an answer whose body never ends', async () => {
    const sent = await sendTo('HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\nthanks');
    expect(sent).toMatchObject({ statusCode: 200, error: null, response: 'thanks' });
  });

  it('ends with a receiver that wants to speak another protocol, or says no more than that it goes on', async () => {
    const switched = await sendTo(
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: tea\r\n\r\n',
    );
    expect(switched).toMatchObject({ statusCode: null, error: 'It broke off the connection' });
    const hints = await sendTo('HTTP/1.1 103 Early Hints\r\n\r\n');
    expect(hints).toMatchObject({ statusCode: null, error: 'No answer within 0.3 s' });
  });

  it('says what is wrong with a connection', async () => {
    const closed = await Receiver.listen();
    const { url } = closed;
    await closed.close();
    expect(await send(url)).toMatchObject({ statusCode: null, error: 'It refused the connection' });
    const tls = await send(receiver.url.replace('http:', 'https:'));
    expect(tls).toMatchObject({ statusCode: null, error: 'It speaks no TLS' });
    const targets = new PublicTargets((_name, _options, answer) =>
      answer(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
    );
    const unknown = await send('https://hooks.example.com/', targets);
    expect(unknown).toMatchObject({ error: 'Its host name is not known' });
  });

  it('is given up when the process ends', async () => {
    receiver.behaves = () => 'hang';
    const giveUp = new AbortController();
    const sending = send(receiver.url, new AnyTargets(), giveUp.signal);
    giveUp.abort(new Error('the end'));
    await expect(sending).rejects.toThrow('the end');
  });

  it('leaves nothing behind on the signal that lives as long as the process', async () => {
    const giveUp = new AbortController();
    const addListener = jest.spyOn(giveUp.signal, 'addEventListener');
    const fine = await send(receiver.url, new AnyTargets(), giveUp.signal);
    receiver.behaves = () => 'hang';
    const hung = await send(receiver.url, new AnyTargets(), giveUp.signal);
    expect([fine.statusCode, hung.statusCode]).toEqual([200, null]);
    expect(addListener).toHaveBeenCalledTimes(2);
    expect(getEventListeners(giveUp.signal, 'abort')).toEqual([]);
  });

  it('is not begun when the process has ended', async () => {
    await expect(send(receiver.url, new AnyTargets(), AbortSignal.abort(new Error('ended')))).rejects.toThrow(
      'ended',
    );
    expect(receiver.received).toEqual([]);
  });
});

describe('a webhook that leads into a private network', () => {
  /** Answers of a name server, one a question: the last one stays. */
  const resolving = (...answers: string[]) => {
    const asked: string[] = [];
    const targets = new PublicTargets((name, _options, answer) => {
      asked.push(name);
      const address = answers[Math.min(asked.length, answers.length) - 1] ?? '';
      const found: LookupAddress[] = [{ address, family: 4 }];
      answer(null, found);
    });
    return { asked, targets };
  };
  const refused = { statusCode: null, error: 'It leads into a private network', response: null };
  /** The receiver by a name: TLS or not makes no difference to who is connected to. */
  const named = () => `https://hooks.example.com:${receiver.port}/`;

  it('is not connected to by a name that resolves there', async () => {
    const { targets, asked } = resolving('127.0.0.1');
    expect(await send(named(), targets)).toMatchObject(refused);
    expect(asked).toEqual(['hooks.example.com']);
    expect(receiver.received).toEqual([]);
  });

  it('is judged by the very address that is connected to: a name is looked up once', async () => {
    const other = await Receiver.listen('127.0.0.2', receiver.port);
    const answers = ['127.0.0.1', '127.0.0.2'];
    const rebinding: Targets = {
      faultOf: () => null,
      lookup: (_name, _options, answer) => answer(null, [{ address: answers.shift() ?? '', family: 4 }]),
    };
    await send(`http://hooks.example.com:${receiver.port}/`, rebinding);
    expect([receiver.told(), other.told()]).toEqual([['workspace:updated'], []]);
    expect(answers).toEqual(['127.0.0.2']);
    await other.close();
  });

  it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433'])(
    'is not connected to by the address itself, which is never looked up: %s',
    async (host) => {
      const { targets, asked } = resolving('8.8.8.8');
      const sent = await send(`https://${host}:${receiver.port}/`, targets);
      expect(sent).toMatchObject({ ...refused, error: 'Its address must not lead into a private network' });
      expect(asked).toEqual([]);
      expect(receiver.received).toEqual([]);
    },
  );

  it('is connected to in development', async () => {
    const byName = receiver.url.replace('127.0.0.1', 'localhost');
    const found = await new Promise((resolve) =>
      lookup('localhost', 4, (_error, address) => resolve(address)),
    );
    expect(found).toBe('127.0.0.1');
    expect(await send(byName)).toMatchObject({ statusCode: 200 });
  });
});
