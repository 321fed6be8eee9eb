import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

type Header = readonly [name: string, value: string];

/** Helmet's headers never differ between two responses, so they are asked for once. */
function fixedHeaders(secure: boolean): Header[] {
  const headers: Header[] = [];
  const capture = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  };
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
  })({} as IncomingMessage, capture as unknown as ServerResponse, () => undefined);
  return headers;
}

/** Static security headers; HSTS only behind TLS (RFC 6797, 7.2). Pages with a look of their own override the CSP. */
export function securityHeaders(): RequestHandler {
  const plain = fixedHeaders(false);
  const secure = fixedHeaders(true);
  return (request, response, next) => {
    for (const [name, value] of request.secure ? secure : plain) response.setHeader(name, value);
    response.setHeader('Cache-Control', 'no-store');
    next();
  };
}
