import path from 'node:path';
import type { Config } from '../config/Config';
import type { ModuleDefinition } from '../kit/defineModule';
import { heardEvents } from '../presentation/events/heardEvents';
import { openApiDocument } from '../presentation/openapi/openApiDocument';

/** The OpenAPI document of this server. */
export function apiDocument({ env, http }: Config, modules: readonly ModuleDefinition[]): object {
  return openApiDocument({
    endpoints: modules.flatMap(({ endpoints }) => endpoints),
    events: heardEvents(modules),
    basePath: http.apiBase,
    version: path.basename(http.apiBase),
    refreshCookie: env === 'production' ? '__Host-portico_refresh' : 'portico_refresh',
  });
}
