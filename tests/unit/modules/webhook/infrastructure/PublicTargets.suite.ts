import type { LookupAddress } from 'node:dns';
import { isPublicAddress } from '../../../../../src/modules/webhook/infrastructure/isPublicAddress';
import { PublicTargets } from '../../../../../src/modules/webhook/infrastructure/PublicTargets';

describe('a public address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '192.167.255.255', '2606:4700::1', '2a00::1'])(
    'is %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
    ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fdff::1', 'fec0::1'],
    ['link-local', '169.254.169.254', '169.254.0.1', 'fe80::1', 'fe80::1%eth0'],
    ['shared by a carrier', '100.64.0.1', '100.127.255.255'],
    ['unspecified', '0.0.0.0', '0.1.2.3', '::'],
    ['multicast or broadcast', '224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
    ['reserved', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1'],
    ['IPv4 in IPv6', '::ffff:127.0.0.1', '::ffff:a00:1', '::ffff:169.254.169.254', '::127.0.0.1'],
    ['translated', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001:0:1::1'],
    ['outside of the unicast block', '100::1', '2001:db8::1', '3fff::1', '5f00::1', '4000::1'],
    ['no address', 'example.com', '', '1.2.3', '2130706433'],
  ])('is none that is %s', (_kind, ...addresses) => {
    expect(addresses.filter((address) => isPublicAddress(address))).toEqual([]);
  });
});

describe('where webhooks may lead in production', () => {
  const targets = new PublicTargets();
  const faultOf = (url: string) => targets.faultOf(new URL(url));

  it.each(['https://example.com/hooks', 'https://8.8.8.8/', 'https://example.com:8443/?a=b', 'https://a.b.'])(
    'is %s',
    (url) => expect(faultOf(url)).toBeNull(),
  );

  it('is no address without TLS', () => {
    expect(faultOf('http://example.com/')).toBe('must begin with https://');
  });

  it.each([
    ...[
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://169.254.169.254/latest',
    ],
    ...['https://2130706433/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://127.1/'],
    ...['https://localhost/', 'https://LOCALHOST./', 'https://a.localhost/', 'https://printer.local/'],
    ...['https://metadata.google.internal/', 'https://postgres/', 'https://nas.home.arpa/'],
  ])('is not %s', (url) => {
    expect(faultOf(url)).toBe('must not lead into a private network');
  });
});

describe('looking up where a webhook leads', () => {
  const lookUp = (addresses: LookupAddress[], all: boolean) => {
    const targets = new PublicTargets((_name, _options, answer) => answer(null, addresses));
    return new Promise((resolve) => {
      targets.lookup('hooks.example.com', { all }, (error, address, family) =>
        resolve(error ? error.code : [address, family]),
      );
    });
  };
  const open = { address: '8.8.8.8', family: 4 };
  const inside = { address: '10.0.0.1', family: 4 };

  it('hands over all addresses, or the first, as it is asked to', async () => {
    expect(await lookUp([open, { address: '2606:4700::1', family: 6 }], true)).toEqual([
      [open, { address: '2606:4700::1', family: 6 }],
      undefined,
    ]);
    expect(await lookUp([open, open], false)).toEqual(['8.8.8.8', 4]);
  });

  it('refuses a name of which any address is private, and one that has none', async () => {
    for (const all of [true, false]) {
      expect(await lookUp([inside], all)).toBe('EPRIVATE');
      expect(await lookUp([open, inside], all)).toBe('EPRIVATE');
      expect(await lookUp([], all)).toBe('EPRIVATE');
    }
  });

  it('passes on that a name is not known', async () => {
    const unknown = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    const targets = new PublicTargets((_name, _options, answer) => answer(unknown, []));
    const error = await new Promise((resolve) => {
      targets.lookup('hooks.example.com', { all: true }, (fault) => resolve(fault));
    });
    expect(error).toBe(unknown);
  });
});
