import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Global unicast (IANA, IPv6 address space): nothing else leads to a public host. */
const GLOBAL = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an IP address belongs to the public internet: not to a private, loopback, link-local, shared, multicast
 * or reserved range, nor to one that carries an IPv4 address in an IPv6 one (RFC 6890 and the registries of IANA).
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const ip = ipaddr.process(address);
  if (ip.range() !== 'unicast') return false;
  return ip.kind() === 'ipv4' || ip.match(GLOBAL);
}
