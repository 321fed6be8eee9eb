import { Router } from 'express';
import type { Injectable, Resolve } from '../application/Injectable';
import { notFound } from './refusals';
import { methodNotAllowed } from './router';

/** Files for anybody, beside the API and outside its limits: a new content gets a new name, so they never change. */
export interface PublicFiles {
  readonly path: string;
  /** Other names are not asked for. */
  readonly name: RegExp;
  readonly contentType: string;
  readonly from: Injectable<{ read(name: string): Promise<Buffer | null> }>;
}

export function publicFiles(definition: PublicFiles): PublicFiles {
  return definition;
}

/** Pages of other origins may show them, which the headers of the API forbid. */
export function publicFilesRouter(all: readonly PublicFiles[], resolve: Resolve): Router {
  const router = Router({ caseSensitive: true });
  for (const { path, name: known, contentType, from } of all) {
    router.get(`${path}/:name`, async ({ params: { name } }, response) => {
      const content = known.test(name) ? await resolve(from).read(name) : null;
      if (content === null) throw notFound();
      response.setHeader('Content-Type', contentType);
      response.setHeader('Content-Length', content.length);
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      response.end(content);
    });
    router.all(`${path}/:name`, methodNotAllowed(new Set(['GET'])));
  }
  return router;
}
