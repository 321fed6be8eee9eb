import path from 'node:path';
import type { Config } from '../config/Config';
import type { ModuleDefinition } from '../kit/defineModule';
import { asyncApiDocument } from '../presentation/asyncapi/asyncApiDocument';
import type { ServerAddress } from '../presentation/docs/docsPages';
import { heardEvents } from '../presentation/events/heardEvents';

/** The AsyncAPI document of this server, for a reader who reached it there. */
export function eventDocument(
  { http, sockets }: Config,
  modules: readonly ModuleDefinition[],
  { host, isSecure }: ServerAddress,
): object {
  return asyncApiDocument({
    events: heardEvents(modules),
    version: path.basename(http.apiBase),
    host: sockets.port === null ? host : `${host.replace(/:\d+$/, '')}:${sockets.port}`,
    isSecure,
  });
}
