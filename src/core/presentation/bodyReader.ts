import type { Request, Response } from 'express';
import type { AnyEndpoint } from './endpoint';
import { readBody } from './middleware/readBody';
import { brokenUpload, readUpload } from './middleware/readUpload';
import type { UploadPlaces } from './UploadPlaces';
import { validator } from './validate';

/** @param who the caller, in whose name an upload takes its place until it is answered. */
type ReadBody = (request: Request, response: Response, who: string) => Promise<unknown>;

/** Reads what the endpoint declares: JSON that passes its schema, or a file; null when it takes nothing. */
export function bodyReader({ body, upload }: AnyEndpoint, uploads: UploadPlaces): ReadBody | null {
  if (upload) {
    return (request, response, who) => {
      // Whoever left before would never give the place back: their `close` has been.
      if (response.closed) return Promise.reject(brokenUpload());
      response.once('close', uploads.take(who));
      return readUpload(upload, request, response);
    };
  }
  if (!body) return null;
  const check = validator(body, 'body');
  return async (request, response) => check(await readBody(request, response));
}
