import type { Request } from 'express';
import type { Caller, Tenancy } from '../application/Caller';
import type { KeyedCall } from '../application/IdempotentCalls';
import { pathsOf, type AnyEndpoint } from './endpoint';
import { invalid } from './refusals';

const VISIBLE = /^[\x21-\x7e]{1,255}$/;

/** The key a call was sent with, where the endpoint takes one. @throws DomainError VALIDATION_ERROR. */
export function idempotencyKeyOf({ takesIdempotencyKey }: AnyEndpoint, request: Request): string | null {
  const key = request.get('idempotency-key');
  if (!takesIdempotencyKey || key === undefined) return null;
  if (VISIBLE.test(key)) return key;
  throw invalid([
    { path: 'headers.Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters without blanks' },
  ]);
}

interface KeyedBy {
  readonly caller: Caller;
  readonly tenancy: Tenancy | null;
  readonly key: string;
}

/** Names method, path with its ids, and the workspace where the call is made in one, in one spelling. */
export function keyedCall(endpoint: AnyEndpoint, request: Request, by: KeyedBy): KeyedCall {
  const { kind } = endpoint.access;
  const [pattern = ''] = pathsOf(endpoint);
  const path = pattern.replace(/:(\w+)/g, (_param, name: string) => String(request.params[name]));
  const inside = kind === 'member' || kind === 'permission' ? (by.tenancy?.workspaceId ?? '') : '';
  const route = `${request.method} ${path} ${inside}`.toLowerCase();
  return { userId: by.caller.userId, key: by.key, route, input: request.body as unknown };
}
