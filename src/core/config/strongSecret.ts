const MAKE_ONE = 'make one with: openssl rand -base64 48';
const LEAST_BYTES = 32;
const LEAST_DIFFERENT_CHARACTERS = 8;

/** Pieces of the values that examples, tutorials and starters ship with; letters and digits only. */
const KNOWN_DEFAULTS = [
  'changeme changethis changeit changein replaceme replacethis replacewith yoursecret yourjwt yourown',
  'yoursuper yourrefresh yourkey your256bit yourvery supersecret verysecret topsecret secretkey jwtsecret',
  'refreshsecret csrfsecret secret password passw0rd default example placeholder insecure keyboardcat',
  'notsecure letmein 0123456789 1234567890 abcdefghijkl qwertyuiop',
].flatMap((line) => line.split(' '));

/** @throws Error saying why `secret` is none, without repeating it. */
export function strongSecret(secret: string): string {
  const why = weakness(secret);
  if (why !== null) throw new Error(`${why}: ${MAKE_ONE}`);
  return secret;
}

function weakness(secret: string): string | null {
  const plain = secret.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (KNOWN_DEFAULTS.some((known) => plain.includes(known))) return 'is a known default';
  if (secret !== secret.trim()) return 'begins or ends with white space';
  const bytes = Buffer.byteLength(secret);
  if (bytes < LEAST_BYTES) return `has ${bytes} bytes and needs at least ${LEAST_BYTES}`;
  if (new Set(secret).size < LEAST_DIFFERENT_CHARACTERS) return 'repeats a few characters and can be guessed';
  return null;
}
