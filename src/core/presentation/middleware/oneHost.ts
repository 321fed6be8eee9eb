import type { RequestHandler } from 'express';
import { invalid } from '../refusals';

/** RFC 9112, 3.2: `Host` is sent once; Node lets through what has two, and answers what has none by itself. */
export const oneHost: RequestHandler = (request, _response, next) => {
  let hosts = 0;
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  const isRight = hosts === 1 || (hosts === 0 && request.httpVersion === '1.0');
  next(isRight ? undefined : invalid([{ path: 'header.host', message: 'Host must be sent once' }]));
};
