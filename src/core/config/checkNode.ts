const LEAST = { major: 20, minor: 19 } as const;

/**
 * What to tell somebody whose Node is too old, else null. Import it before everything else.
 * @param version as in `process.version`
 */
export function checkNode(version: string): string | null {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major > LEAST.major || (major === LEAST.major && minor >= LEAST.minor)) return null;
  const running = version.replace(/^v/, '');
  return `Portico needs Node ${LEAST.major}.${LEAST.minor} or later and this is ${running}: install a newer one from https://nodejs.org.`;
}
