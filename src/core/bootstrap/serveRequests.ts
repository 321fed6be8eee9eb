import type { RequestListener } from 'node:http';
import type { Express } from 'express';
import type { Config } from '../config/Config';
import { FrontendAddress } from '../infrastructure/mail/FrontendAddress';
import type { Sockets } from '../infrastructure/websocket/Sockets';
import type { ModuleDefinition } from '../kit/defineModule';
import { apiDocument } from './apiDocument';
import type { Assembly } from './assemble';
import { socketOrigins } from './browserOrigins';
import { eventDocument } from './eventDocument';
import { expressMessages } from './expressMessages';
import { httpApp, operatorApp } from './httpApp';
import { listen } from './httpServer';
import type { Lifecycle } from './Lifecycle';
import { pages } from './pages';
import { realtime } from './realtime';
import { serverUrl } from './serverUrl';

export interface Serving {
  readonly config: Config;
  readonly modules: readonly ModuleDefinition[];
  readonly assembly: Assembly;
  readonly lifecycle: Lifecycle;
  readonly isDraining: () => boolean;
}

export interface Address {
  readonly port: number;
  /** Where a browser finds this server. */
  readonly url: string;
}

/** The API and its sockets; a worker has pages for its operator only. */
export function serveRequests(serving: Serving): Promise<Address> {
  return serving.config.role === 'worker' ? serveOperator(serving) : serveApi(serving);
}

async function serveOperator({ config, assembly, lifecycle, isDraining }: Serving): Promise<Address> {
  return serve(operatorApp({ config, get: assembly.get, isDraining }), config, lifecycle, null);
}

async function serveApi({ config, modules, assembly, lifecycle, isDraining }: Serving): Promise<Address> {
  const { get, mailer } = assembly;
  const frontend = get(FrontendAddress);
  const app = httpApp({
    config,
    get,
    modules,
    pages: pages(config, mailer, {
      openApi: () => apiDocument(config, modules),
      asyncApi: (address) => eventDocument(config, modules, address),
    }),
    frontendUrl: () => frontend.url,
    isDraining,
  });
  const sockets = realtime({
    get,
    app,
    isAllowedOrigin: socketOrigins(config, () => frontend.url),
    isDraining,
  });
  const address = await serve(app, config, lifecycle, config.sockets.port === null ? sockets : null);
  frontend.serverIs(address.url);
  await startSockets(sockets, config, lifecycle);
  return address;
}

async function serve(
  app: Express,
  { env, http: { host, port, portChosen } }: Config,
  lifecycle: Lifecycle,
  sockets: Sockets | null,
): Promise<Address> {
  const server = await listen(app, {
    ...{ host, port, orNext: !portChosen && env !== 'production', variable: 'PORT' },
    messages: expressMessages(app),
    ...(sockets && { attach: (http) => sockets.attach(http) }),
  });
  lifecycle.started('HTTP', () => server.drain());
  return { port: server.port, url: serverUrl(host, server.port) };
}

async function startSockets(
  sockets: Sockets,
  { sockets: { port }, http: { host } }: Config,
  lifecycle: Lifecycle,
): Promise<void> {
  if (port !== null) {
    const nothing: RequestListener = (_request, response) => response.writeHead(404).end();
    const server = await listen(nothing, {
      host,
      port,
      ...{ orNext: false, variable: 'SOCKET_PORT' },
      attach: (http) => sockets.attach(http),
    });
    lifecycle.started('Port of the sockets', () => server.drain());
  }
  sockets.start();
  lifecycle.started('Sockets', () => sockets.stop());
}
