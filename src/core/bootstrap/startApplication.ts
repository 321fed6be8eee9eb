import type { RequestListener } from 'node:http';
import { FrontendLinks } from '../application/FrontendLinks';
import type { Log } from '../application/Log';
import type { Mailer } from '../application/Mailer';
import type { Config } from '../config/Config';
import { ServerPlace } from '../infrastructure/database/ServerPlace';
import { FrontendAddress } from '../infrastructure/mail/FrontendAddress';
import type { Sockets } from '../infrastructure/websocket/Sockets';
import { AsyncRequestContext } from '../infrastructure/system/AsyncRequestContext';
import type { ModuleDefinition, Service } from '../kit/defineModule';
import { within } from '../kit/within';
import { apiDocument } from './apiDocument';
import { assemble, openLog, type Assembly } from './assemble';
import type { DatabaseAddress } from './connectDatabase';
import { eventDocument } from './eventDocument';
import { socketOrigins } from './browserOrigins';
import { httpApp } from './httpApp';
import { listen } from './httpServer';
import { Lifecycle } from './Lifecycle';
import { pages } from './pages';
import { realtime } from './realtime';
import { serverUrl } from './serverUrl';
import { backgroundWorkers } from './workers';

/** Milliseconds workers have to end what they are at; what is under way is given up then, and tried again later. */
const LONGEST_PASS_MS = 1_000;

export interface Application {
  readonly config: Config;
  readonly port: number;
  /** Where a browser finds this server. */
  readonly url: string;
  readonly database: DatabaseAddress;
  readonly log: Log;
  readonly get: Assembly['get'];
  /** Ends everything in order, requests in progress first. */
  readonly stop: () => Promise<void>;
}

/** Starts everything; what was started is stopped again when something later cannot be. */
export async function startApplication(
  config: Config,
  modules: readonly ModuleDefinition[],
): Promise<Application> {
  const context = new AsyncRequestContext();
  const log = openLog(config, context);
  const lifecycle = new Lifecycle();
  const stop = () => lifecycle.stop((name, error) => log.error(`${name} did not stop`, { error }));
  try {
    const assembly = await assemble(config, modules, log, context, lifecycle);
    if (config.env === 'production') await takePlace(config, assembly.address, log, lifecycle);
    const { port, url } = await serve(config, modules, assembly, lifecycle);
    return { config, port, url, database: assembly.address, log, get: assembly.get, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** More than one process needs Redis. @throws Error when this one is one too many. */
async function takePlace(
  { redis }: Config,
  { url, ssl }: DatabaseAddress,
  log: Log,
  lifecycle: Lifecycle,
): Promise<void> {
  const place = new ServerPlace({ url, ssl, isShared: redis !== null }, log);
  await place.take();
  lifecycle.started('Place on the database', () => place.leave());
}

async function serve(
  config: Config,
  modules: readonly ModuleDefinition[],
  { get, mailer, wakes }: Assembly,
  lifecycle: Lifecycle,
): Promise<{ port: number; url: string }> {
  let draining = false;
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
    isDraining: () => draining,
  });
  const giveUp = new AbortController();
  const workers = backgroundWorkers(get, wakes, modules, get(FrontendLinks), giveUp.signal);
  let workersEnd = Promise.resolve();
  lifecycle.started('Workers', () => workersEnd);
  const { host, port, portChosen } = config.http;
  const sockets = realtime({
    get,
    app,
    isAllowedOrigin: socketOrigins(config, () => frontend.url),
    isDraining: () => draining,
  });
  const server = await listen(app, {
    ...{ host, port, orNext: !portChosen && config.env !== 'production' },
    ...(config.sockets.port === null && { attach: (http) => sockets.attach(http) }),
  });
  const url = serverUrl(host, server.port);
  frontend.serverIs(url);
  lifecycle.started('HTTP', () => server.drain());
  await startSockets(sockets, config, lifecycle);
  for (const worker of workers) await worker.start();
  lifecycle.started('Taking up work', () => {
    workersEnd = endOf(workers, mailer, giveUp);
  });
  lifecycle.started('Readiness', () => {
    draining = true;
  });
  return { port: server.port, url };
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
      orNext: false,
      attach: (http) => sockets.attach(http),
    });
    lifecycle.started('Port of the sockets', () => server.drain());
  }
  sockets.start();
  lifecycle.started('Sockets', () => sockets.stop());
}

/** They take up nothing new from now on, and end beside the last requests. */
async function endOf(workers: readonly Service[], mailer: Mailer, giveUp: AbortController): Promise<void> {
  const ended = Promise.allSettled(workers.map(async (worker) => worker.stop()));
  try {
    await within(LONGEST_PASS_MS, ended);
  } catch {
    giveUp.abort();
    await mailer.close();
    await within(LONGEST_PASS_MS, ended).catch(() => undefined);
  }
}
