import type { Log } from '../application/Log';
import type { Config } from '../config/Config';
import { frontendLinks } from '../infrastructure/mail/frontendLinks';
import { AsyncRequestContext } from '../infrastructure/system/AsyncRequestContext';
import type { ModuleDefinition, Service } from '../kit/defineModule';
import { within } from '../application/within';
import { apiDocument } from './apiDocument';
import { assemble, openLog, type Assembly } from './assemble';
import type { DatabaseAddress } from './connectDatabase';
import { httpApp } from './httpApp';
import { listen } from './httpServer';
import { Lifecycle } from './Lifecycle';
import { pages } from './pages';
import { backgroundWorkers } from './workers';

/** Milliseconds a worker has to end what it is at; a mail under way is given up then, and tried again later. */
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
    const { port, url } = await serve(config, modules, assembly, lifecycle);
    return { config, port, url, database: assembly.address, log, get: assembly.get, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function serve(
  config: Config,
  modules: readonly ModuleDefinition[],
  { get, mailer, wakes }: Assembly,
  lifecycle: Lifecycle,
): Promise<{ port: number; url: string }> {
  let url = '';
  let draining = false;
  const frontendUrl = () => config.http.frontendUrl ?? url;
  const app = httpApp({
    config,
    get,
    modules,
    pages: pages(config, mailer, () => apiDocument(config, modules)),
    frontendUrl,
    isDraining: () => draining,
  });
  const { host, port, portChosen } = config.http;
  const server = await listen(app, { host, port, orNext: !portChosen && config.env !== 'production' });
  url = `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${server.port}`;
  lifecycle.started('HTTP', () => server.drain());
  for (const worker of backgroundWorkers(get, wakes, modules, frontendLinks(frontendUrl))) {
    await worker.start();
    lifecycle.started('Worker', () => stopSoon(worker));
  }
  lifecycle.started('Readiness', () => {
    draining = true;
  });
  return { port: server.port, url };
}

async function stopSoon(worker: Service): Promise<void> {
  await within(LONGEST_PASS_MS, Promise.resolve(worker.stop())).catch(() => undefined);
}
