import { Router, type RequestHandler, type Response } from 'express';
import { readOnly } from '../pages/readOnly';
import { notFound } from '../refusals';
import { swaggerPage } from './swaggerPage';
import { swaggerScript } from './swaggerScript';

/** What Swagger UI needs, and nothing from anywhere else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Of the files of swagger-ui-dist, those the page loads; another one names versions. */
const ASSETS = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);

/** Where a reader reached this server. */
export interface ServerAddress {
  /** With its port: `localhost:3000`. */
  readonly host: string;
  readonly isSecure: boolean;
}

export interface DocsPagesOptions {
  /** Made at the first request for it, then kept. */
  readonly openApi: () => object;
  /** AsyncAPI, which names the server. */
  readonly asyncApi: (address: ServerAddress) => object;
}

/**
 * `GET /api/openapi.json`, `GET /api/asyncapi.json`, and `GET /api/docs` with Swagger UI, which is loaded when it
 * is first asked for.
 */
export function docsPages({ openApi, asyncApi }: DocsPagesOptions): Router {
  const router = Router({ caseSensitive: true });
  const json = once(() => JSON.stringify(openApi()));
  const assets = once(loadAssets);
  router.get('/api/openapi.json', (_request, response) => {
    response.type('application/json').send(json());
  });
  router.get('/api/asyncapi.json', (request, response) => {
    response.json(asyncApi({ host: request.host, isSecure: request.secure }));
  });
  router.get('/api/docs', (_request, response) => send(response, 'text/html', swaggerPage));
  router.get('/api/docs/start.js', (_request, response) => send(response, 'text/javascript', swaggerScript));
  router.get('/api/docs/:asset', async (request, response, next) => {
    if (!ASSETS.has(request.params.asset)) throw notFound();
    const serve = await assets();
    request.url = `/${request.params.asset}`;
    response.setHeader('Cache-Control', 'no-cache');
    await serve(request, response, next);
  });
  return readOnly(router);
}

function send(response: Response, type: string, content: string): void {
  response.setHeader('Content-Security-Policy', POLICY);
  response.type(type).send(content);
}

async function loadAssets(): Promise<RequestHandler> {
  const { default: swaggerUi } = await import('swagger-ui-express');
  const [, files] = swaggerUi.serveWithOptions({});
  if (!files) throw new Error('swagger-ui-express serves no files');
  return files;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
