import type { RequestHandler } from 'express';
import { invalid } from '../refusals';

/** RFC 9112, 3.2: a request with more than one `Host` is refused; Node lets it through. */
export const oneHost: RequestHandler = (request, _response, next) => {
  let hosts = 0;
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  next(hosts > 1 ? invalid([{ path: 'header.host', message: 'Host must be sent once' }]) : undefined);
};
