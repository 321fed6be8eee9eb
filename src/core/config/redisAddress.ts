import type { RedisConfig } from './Config';

const REMEDY = 'give redis://:password@host:6379/0, or rediss:// for TLS, with %23 for # and %40 for @.';

/** @throws Error that says what is wrong without repeating the address, which may hold a password. */
export function redisAddress(text: string): RedisConfig {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^rediss?:$/.test(url.protocol)) throw new Error(`is not a Redis address: ${REMEDY}`);
  if (url.hash !== '') throw new Error(`holds an unescaped #: ${REMEDY}`);
  if (url.search !== '') throw new Error(`holds settings after a ?: leave them out; ${REMEDY}`);
  if (url.hostname === '') throw new Error(`names no host: ${REMEDY}`);
  const db = /^\/?(\d{0,4})$/.exec(url.pathname)?.[1];
  if (db === undefined) throw new Error(`names its database by something else than a number: ${REMEDY}`);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 6379 : Number(url.port),
    user: unescaped(url.username),
    password: unescaped(url.password),
    db: Number(db),
    tls: url.protocol === 'rediss:',
  };
}

function unescaped(part: string): string | null {
  try {
    return part === '' ? null : decodeURIComponent(part);
  } catch {
    throw new Error(`holds an unescaped %: ${REMEDY}`);
  }
}
