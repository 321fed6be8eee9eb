import type { Router } from 'express';
import { methodNotAllowed } from '../router';

const READS: ReadonlySet<string> = new Set(['GET']);

/** The pages of a router, where any method but GET is told so: 405 with `Allow`, as under the base path. */
export function readOnly(pages: Router): Router {
  const paths = pages.stack.flatMap(({ route }) => (route ? [route.path] : []));
  for (const path of paths) pages.all(path, methodNotAllowed(READS));
  return pages;
}
