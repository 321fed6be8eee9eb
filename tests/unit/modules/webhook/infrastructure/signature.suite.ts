import { randomBytes } from 'node:crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { signature } from '../../../../../src/modules/webhook/infrastructure/signature';

const secret = () => `whsec_${randomBytes(32).toString('base64')}`;
const body = JSON.stringify({ event: 'workspace:updated', name: 'Zoë & Söhne 🦉' });
const now = () => Math.floor(Date.now() / 1000);
const headersOf = (signed: Parameters<typeof signature>[0], secrets: string[]) => ({
  'webhook-id': signed.id,
  'webhook-timestamp': String(signed.timestamp),
  'webhook-signature': signature(signed, secrets),
});

describe('the signature of a webhook', () => {
  it('is the one that the Standard Webhooks specification gives as an example', () => {
    const signed = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1614265330,
      body: '{"test": 2432232314}',
    };
    const given = signature(signed, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']);
    expect(given).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is taken by the library of the specification, with either of two secrets', () => {
    const [current, previous, other] = [secret(), secret(), secret()];
    const headers = headersOf({ id: 'an-id', timestamp: now(), body }, [current, previous]);
    expect(new StandardWebhook(current).verify(body, headers)).toEqual(JSON.parse(body));
    expect(new StandardWebhook(previous).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new StandardWebhook(other).verify(body, headers)).toThrow('No matching signature');
  });

  it.each([
    ['another body', { body: `${body} ` }],
    ['another id', { id: 'another' }],
    ['another time', { timestamp: now() - 1 }],
  ])('holds for nothing else: %s', (_what, other) => {
    const key = secret();
    const signed = { id: 'an-id', timestamp: now(), body };
    const headers = headersOf(signed, [key]);
    const changed = { ...signed, ...other };
    const sent = {
      ...headers,
      'webhook-id': changed.id,
      'webhook-timestamp': String(changed.timestamp),
    };
    expect(() => new StandardWebhook(key).verify(changed.body, sent)).toThrow('No matching signature');
  });
});
