import { StampedEntries } from '../../../../../src/core/infrastructure/cache/StampedEntries';

const SECRET = 'a key of the tests, long enough';
const entries = new StampedEntries(SECRET);
const stamp = { timeline: '00000001', at: 4_711 };
const closed = (value: object) => entries.close('ann', { stamp, value }) as Buffer;
const [signed] = [closed({ role: 'viewer' })];

describe('StampedEntries', () => {
  it.each([
    [{ email: 'ann@example.com', verified: true, picture: null, count: 3 }],
    [{ permissions: new Set(['roles.read', 'a|b']), deep: [{ at: new Date(0) }, [new Set()]] }],
    [{ $set: [1], $date: 'no date', $plain: { $set: 2 }, text: 'a|b|c' }],
    [JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}') as object],
  ])('gives back what it was given: %j', (value) => {
    expect(entries.open('ann', closed(value))).toEqual({ stamp, value });
  });

  it('leaves out what is not there', () => {
    expect(entries.open('ann', closed({ there: 1, not: undefined }))?.value).toEqual({ there: 1 });
  });

  it.each([
    ['a class of its own', { buffer: Buffer.from('x') }],
    ['a map', { map: new Map() }],
    ['a function', { act: () => undefined }],
    ['no number', { count: Number.NaN }],
  ])('does not write %s', (_what, value) => {
    expect(entries.close('ann', { stamp, value })).toBeNull();
  });

  it.each([
    ['of another key', 'ben', signed],
    ['changed', 'ann', Buffer.from(signed.toString('latin1').replace('viewer', 'owner!'), 'latin1')],
    ['with another stamp', 'ann', Buffer.from(signed.toString('latin1').replace('4711', '9999'), 'latin1')],
    ['cut off', 'ann', signed.subarray(0, -1)],
    ['too short', 'ann', signed.subarray(0, 5)],
    ['nothing', 'ann', Buffer.alloc(0)],
    ['nonsense', 'ann', Buffer.from('{"role":"owner"} and so on, and so on')],
    ['of another installation', 'ann', new StampedEntries('another').close('ann', { stamp, value: {} })],
  ])('does not open what is %s', (_what, key, entry) => {
    expect(entries.open(key, entry as Buffer)).toBeNull();
  });
});
