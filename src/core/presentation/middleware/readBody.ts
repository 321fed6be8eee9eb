import { isUtf8 } from 'node:buffer';
import express, { type Request, type Response } from 'express';
import { DomainError } from '../../domain/DomainError';

const parse = express.json({
  limit: '100kb',
  type: 'application/json',
  verify: (_request, _response, bytes) => {
    if (!isUtf8(bytes)) throw malformed();
  },
});

function malformed(): DomainError {
  return new DomainError('invalid', 'MALFORMED_JSON', 'The body is not JSON in UTF-8.');
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
  if (error instanceof DomainError) return error;
  switch ((error as { type?: string }).type) {
    case 'entity.too.large':
      return new DomainError('too-large', 'BODY_TOO_LARGE', 'The body is larger than 100 kB.');
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
  if (isJson === false || (charset !== undefined && !/^utf-?8$/i.test(charset))) throw unsupported();
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(refusalFor(error));
    });
  });
  return request.body ?? {};
}
