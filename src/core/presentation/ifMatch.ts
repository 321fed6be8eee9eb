import type { Request } from 'express';
import type { ExpectedVersion } from '../domain/stale';

const TAG = /(?:W\/)?"[^"]*"/g;
/** As it is sent: without W/, which makes a tag equal to none here (RFC 9110, 8.8.3.2), and without leading zeros. */
const OURS = /^"([1-9]\d{0,8})"$/;

/** The versions of which `If-Match` wants one to be current (RFC 9110, 13.1.1); null when any will do. */
export function ifMatch({ headers }: Pick<Request, 'headers'>): ExpectedVersion {
  const header = headers['if-match'];
  if (header === undefined || header.trim() === '*') return null;
  if (!/^[\s,]*$/.test(header.replace(TAG, ''))) return [];
  return (header.match(TAG) ?? []).flatMap((tag) => OURS.exec(tag)?.[1] ?? []).map(Number);
}
