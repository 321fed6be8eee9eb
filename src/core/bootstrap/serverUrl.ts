import { isIPv6 } from 'node:net';

/** Addresses under which this machine answers as localhost, too. */
const HERE = new Set(['127.0.0.1', '0.0.0.0', '::']);

/** Where a browser on this machine finds the server. */
export function serverUrl(host: string, port: number): string {
  if (HERE.has(host)) return `http://localhost:${port}`;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
