import { createHmac } from 'node:crypto';
import type { TestApp } from './TestApp';

export interface Claims {
  readonly [name: string]: unknown;
}

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The claims of a token, unverified. */
export function claimsOf(accessToken: string): Claims {
  return JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as Claims;
}

export interface Forgery {
  readonly header?: unknown;
  readonly claims: unknown;
  readonly secret?: string;
  readonly hash?: 'sha256' | 'sha384' | 'sha512';
}

/** A token signed with the application's own secret unless told otherwise: what it then says decides. */
export function forge(
  app: TestApp,
  {
    header = { alg: 'HS256', typ: 'JWT' },
    claims,
    secret = app.config.tokens.jwtSecret,
    hash = 'sha256',
  }: Forgery,
): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}
