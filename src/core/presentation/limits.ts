import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit, type RateLimitRequestHandler, type Store } from 'express-rate-limit';
import { DomainError } from '../domain/DomainError';
import type { UserId } from '../domain/ids';
import { token } from '../domain/token';
import type { LimitBucket } from './endpoint';

export interface LimitOptions {
  readonly enabled: boolean;
  readonly windowMs: number;
  readonly anonymous: number;
  readonly authenticated: number;
  readonly auth: number;
}

/** Where the calls of a bucket are counted; a store counts for one bucket only. */
export type LimitStores = (bucket: string) => Store;
export const LimitStores = token<LimitStores>('LimitStores');

/** Counts a call in its one bucket. @throws DomainError RATE_LIMITED. */
export type CountCall = (
  bucket: LimitBucket,
  userId: UserId | null,
  request: Request,
  response: Response,
) => Promise<void>;

function bucket(identifier: string, limit: number, windowMs: number, store: Store): RateLimitRequestHandler {
  return rateLimit({
    identifier,
    store,
    limit,
    windowMs,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) =>
      (request as Request & { limitKey?: string }).limitKey ?? ipKeyGenerator(request.ip ?? ''),
    handler: (request, _response, next) => {
      const resetTime = (request as Request & { rateLimit?: { resetTime?: Date } }).rateLimit?.resetTime;
      const retryAfter = resetTime ? (resetTime.getTime() - Date.now()) / 1000 : windowMs / 1000;
      next(new DomainError('limited', 'RATE_LIMITED', 'Too many requests; slow down.', { retryAfter }));
    },
    validate: false,
  });
}

/** Anonymous calls per address, signed-in ones per account, sign-in and mailed tokens stricter per address. */
export function callLimits(options: LimitOptions, storeOf: LimitStores): CountCall {
  if (!options.enabled) return () => Promise.resolve();
  const named = (name: string, limit: number) => bucket(name, limit, options.windowMs, storeOf(name));
  const anonymous = named('anonymous', options.anonymous);
  const authenticated = named('account', options.authenticated);
  const auth = named('auth', options.auth);
  return (kind, userId, request, response) => {
    const isPersonal = kind === 'general' && userId !== null;
    const general = isPersonal ? authenticated : anonymous;
    if (isPersonal) (request as Request & { limitKey?: string }).limitKey = userId;
    const chosen = kind === 'auth' ? auth : general;
    return new Promise((resolve, reject) => {
      const settle = (error?: unknown) => {
        if (error instanceof Error) reject(error);
        else resolve();
      };
      void chosen(request, response, settle);
    });
  };
}
