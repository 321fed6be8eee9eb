const PLAIN = /^[\w./-]{0,42}$/;
const JWT = /\beyJ[\w.-]{8,}/g;
/** Every secret this server makes is 43 or more characters of base64url; nothing it logs is that long a word. */
const LONG_WORD = /[\w-]{43,}/g;
const SCHEME = /\b(Bearer|Basic) [\w+/=.~-]+/gi;
const ADDRESS_LOGIN = /:\/\/[^\s/@]{1,200}@/g;
const ASSIGNED =
  /((?:password|passwd|pwd|secret|pepper|token|api_?key|authorization|cookie)["']?\s?[:=]\s?)("[^"]*"?|'[^']*'?|[^\s&,;"'})]+)/gi;

/** Takes out what looks like a secret wherever it stands in a text. */
export function maskSecrets(text: string): string {
  if (PLAIN.test(text) && !text.includes('eyJ')) return text;
  return text
    .replace(SCHEME, '$1 [redacted]')
    .replace(ADDRESS_LOGIN, '://[redacted]@')
    .replace(ASSIGNED, '$1[redacted]')
    .replace(JWT, '[redacted]')
    .replace(LONG_WORD, '[redacted]');
}
