import type { Response } from 'express';
import type { DomainError } from '../domain/DomainError';
import type { Answer } from './answer';
import { statusOf } from './errorTable';

export function sendAnswer(response: Response, answer: Answer): void {
  for (const { name, value, options } of answer.cookies ?? []) {
    if (value === null) response.clearCookie(name, options);
    else response.cookie(name, value, options);
  }
  if (answer.version !== undefined) response.setHeader('ETag', `"${answer.version}"`);
  const { message, data, meta } = answer;
  sendJson(response, answer.status, { success: true, message, data, ...(meta && { meta }) });
}

export interface Refusal {
  readonly statusCode: number;
  readonly code: string;
  readonly message: string;
  readonly details?: DomainError['facts']['details'];
  readonly retryAfter?: number;
}

export function refusalOf(error: DomainError): Refusal {
  const { details, retryAfter, permission } = error.facts;
  const missing = permission === undefined ? undefined : [{ path: 'permission', message: permission }];
  return {
    statusCode: statusOf[error.kind],
    code: error.code,
    message: error.message,
    details: details ?? missing,
    retryAfter,
  };
}

/** Where a code is explained; relative, since a server need not know the name it is called by. */
export function helpFor(code: string): string {
  return `/api/docs/errors#${code}`;
}

export function sendRefusal(response: Response, refusal: Refusal): void {
  const { statusCode, retryAfter } = refusal;
  if (statusCode === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(Math.max(1, Math.ceil(retryAfter))));
  sendJson(response, statusCode, refusalBody(refusal, String(response.getHeader('X-Request-Id'))));
}

export function refusalBody(refusal: Refusal, requestId: string): object {
  const { statusCode, code, message, details } = refusal;
  const help = helpFor(code);
  return { success: false, statusCode, code, message, ...(details && { details }), requestId, help };
}

function sendJson(response: Response, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(response.req.method === 'HEAD' ? undefined : text);
}
