import path from 'node:path';
import type { Config } from '../config/Config';
import type { ModuleDefinition } from '../kit/defineModule';
import { openApiDocument } from '../presentation/openapi/openApiDocument';

/** The OpenAPI document of this server. */
export function apiDocument({ env, http }: Config, modules: readonly ModuleDefinition[]): object {
  return openApiDocument({
    endpoints: modules.flatMap(({ endpoints }) => endpoints),
    basePath: http.apiBase,
    version: path.basename(http.apiBase),
    refreshCookie: env === 'production' ? '__Host-portico_refresh' : 'portico_refresh',
  });
}
