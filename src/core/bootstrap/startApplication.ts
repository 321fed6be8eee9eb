import { FrontendLinks } from '../application/FrontendLinks';
import type { Log } from '../application/Log';
import type { Mailer } from '../application/Mailer';
import type { Config } from '../config/Config';
import { ServerPlace } from '../infrastructure/database/ServerPlace';
import { AsyncRequestContext } from '../infrastructure/system/AsyncRequestContext';
import type { ModuleDefinition, Service } from '../kit/defineModule';
import { within } from '../kit/within';
import { assemble, type Assembly } from './assemble';
import type { DatabaseAddress } from './connectDatabase';
import { Lifecycle } from './Lifecycle';
import { openLog } from './openLog';
import { ringForWork } from './ringForWork';
import { serveRequests, type Address } from './serveRequests';
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
  const lifecycle = new Lifecycle();
  const log = await openLog(config, context, lifecycle);
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
  assembly: Assembly,
  lifecycle: Lifecycle,
): Promise<Address> {
  let draining = false;
  let workersEnd = Promise.resolve();
  lifecycle.started('Workers', () => workersEnd);
  const giveUp = new AbortController();
  if (config.role === 'api') ringForWork(assembly, lifecycle);
  const workers = workersOf(config, modules, assembly, giveUp.signal);
  const isDraining = () => draining;
  const address = await serveRequests({ config, modules, assembly, lifecycle, isDraining });
  for (const worker of workers) await worker.start();
  lifecycle.started('Taking up work', () => {
    workersEnd = endOf(workers, assembly.mailer, giveUp);
  });
  lifecycle.started('Readiness', () => {
    draining = true;
  });
  return address;
}

function workersOf(
  { role, redis, database }: Config,
  modules: readonly ModuleDefinition[],
  { get, wakes, address }: Assembly,
  giveUp: AbortSignal,
): Service[] {
  if (role === 'api') return [];
  const isAlone = role === 'all' && redis === null;
  const listensOn = isAlone ? null : { url: database.listenUrl ?? address.url, ssl: address.ssl };
  return backgroundWorkers(get, wakes, modules, { links: get(FrontendLinks), giveUp, listensOn });
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
