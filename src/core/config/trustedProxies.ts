import { isIP } from 'node:net';

/** How many proxies stand in front, or whose addresses they have. 0 trusts nobody. */
export type TrustedProxies = number | readonly string[];

const REMEDY =
  'set it to the number of proxies in front of Portico, or to their addresses, for example "10.0.0.0/8".';

/** Refuses what would let any client claim any address (CWE-348). */
export function trustedProxies(text: string): TrustedProxies {
  if (/^true$/i.test(text)) throw new Error(`is true, which believes whatever a client claims: ${REMEDY}`);
  if (/^false$/i.test(text)) return 0;
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const ranges = text.split(',').map((range) => range.trim());
  for (const range of ranges) checkRange(range);
  return ranges;
}

function checkRange(range: string): void {
  const [address = '', bits, more] = range.split('/');
  const version = isIP(address);
  const whole = version === 6 ? 128 : 32;
  const valid = version !== 0 && more === undefined && (bits === undefined || /^\d{1,3}$/.test(bits));
  if (!valid || Number(bits ?? whole) > whole) throw new Error(`holds "${range}": ${REMEDY}`);
  if (Number(bits ?? whole) === 0) throw new Error(`holds "${range}", which is every address: ${REMEDY}`);
}
