import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './isPublicAddress';
import type { Targets } from './Targets';

/** Of the operating system, or of a test. */
export type Resolver = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Names that lead into a network of one's own (RFC 6761, 6762, 8375, and what ICANN reserved). */
const INSIDE = /(^|\.)(localhost|local|internal|home\.arpa|localdomain|lan|intranet)$/;

/** For production: hosts of the public internet, over TLS. */
export class PublicTargets implements Targets {
  constructor(private readonly resolve: Resolver = systemLookup) {}

  /** A connection to an IP address looks nothing up, so addresses are judged here. */
  faultOf({ protocol, hostname }: URL): string | null {
    if (protocol !== 'https:') return 'must begin with https://';
    const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    if (isIP(host) !== 0) return isPublicAddress(host) ? null : 'must not lead into a private network';
    const isInside = !host.includes('.') || INSIDE.test(host);
    return isInside ? 'must not lead into a private network' : null;
  }

  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) callback(error ?? refused(), '', 0);
      else if (!addresses.every(({ address }) => isPublicAddress(address))) callback(refused(), '', 0);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** Without the address: what names stand for inside is nobody's business. */
function refused(): NodeJS.ErrnoException {
  return Object.assign(new Error('It leads into a private network'), { code: 'EPRIVATE' });
}
