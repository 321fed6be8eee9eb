const MADE_OF = /^[\p{L}\p{M}\p{N}.-]+$/u;
const ASCII =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/**
 * The one spelling of a mail domain: lower-case ASCII, international names as IDNA has them (UTS 46). Null for
 * what is no domain, such as an address, a wildcard or an IP address.
 */
export function mailDomain(given: string): string | null {
  const name = given.trim();
  if (!MADE_OF.test(name) || !URL.canParse(`http://${name}`)) return null;
  const { hostname } = new URL(`http://${name}`);
  return ASCII.test(hostname) ? hostname : null;
}

/**
 * The domain an address belongs to. Null when it is spelt in a way that only a mapping makes another name of:
 * full-width letters, invisible ones. Mail servers do not agree on whose that is.
 */
export function mailDomainOf(address: string): string | null {
  const name = address.slice(address.lastIndexOf('@') + 1);
  const isPlain = name.normalize('NFKC').toLowerCase() === name && !INVISIBLE.test(name);
  return isPlain ? mailDomain(name) : null;
}
