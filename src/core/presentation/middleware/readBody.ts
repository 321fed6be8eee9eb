import { isUtf8 } from 'node:buffer';
import express, { type Request, type Response } from 'express';
import { DomainError } from '../../domain/DomainError';
import { giveUpOnEndless } from './giveUpOnEndless';

const LONGEST = 100 * 1024;

const parse = express.json({
  limit: LONGEST,
  type: 'application/json',
  reviver: refusePrototype,
  verify: (_request, _response, bytes) => {
    if (!isUtf8(bytes)) throw new Error('not UTF-8');
  },
});

/** A key that schemas cannot see, since it never becomes an ordinary property. */
function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new Error('__proto__ as a key');
  return value;
}

function malformed(): DomainError {
  return new DomainError('invalid', 'MALFORMED_JSON', 'The body is not JSON in UTF-8.');
}

function tooLarge(): DomainError {
  return new DomainError('too-large', 'BODY_TOO_LARGE', 'The body is larger than 100 kB.');
}

function unsupported(): DomainError {
  return new DomainError(
    'unsupported',
    'UNSUPPORTED_MEDIA_TYPE',
    'Send the body as application/json in UTF-8.',
  );
}

/** What body-parser found wrong, without the raw body that its errors carry. */
function refusalFor(error: unknown): DomainError {
  switch ((error as { type?: string }).type) {
    case 'entity.too.large':
      return tooLarge();
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return unsupported();
    default:
      return malformed();
  }
}

/** The JSON body, `{}` when there is none. @throws DomainError MALFORMED_JSON, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE. */
export async function readBody(request: Request, response: Response): Promise<unknown> {
  const isJson = request.is('application/json');
  if (isJson === null || request.headers['content-length'] === '0') return {};
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (isJson === false || (charset !== undefined && !/^utf-8$/i.test(charset))) throw unsupported();
  await new Promise<void>((resolve, reject) => {
    const forget = giveUpOnEndless(request, LONGEST, () => reject(tooLarge()));
    parse(request, response, (error?: unknown) => {
      forget();
      if (error === undefined) resolve();
      else reject(refusalFor(error));
    });
  });
  return request.body ?? {};
}
