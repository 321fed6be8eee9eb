import path from 'node:path';
import type { ModelCtor } from 'sequelize-typescript';
import type { Log } from '../application/Log';
import type { Config } from '../config/Config';
import { InvalidationPoll } from '../infrastructure/cache/InvalidationPoll';
import { Migrator } from '../infrastructure/database/Migrator';
import { openDatabase } from '../infrastructure/database/openDatabase';
import { PipelinedReader } from '../infrastructure/database/ScopedReader';
import { WakeUp } from '../infrastructure/jobs/WakeUp';
import { createLog } from '../infrastructure/logging/createLog';
import { frontendLinks } from '../infrastructure/mail/frontendLinks';
import { MailboxMailer } from '../infrastructure/mail/MailboxMailer';
import { SmtpMailer } from '../infrastructure/mail/SmtpMailer';
import { AsyncRequestContext } from '../infrastructure/system/AsyncRequestContext';
import { SystemClock } from '../infrastructure/system/SystemClock';
import { resolver } from '../kit/bind';
import type { ModuleDefinition } from '../kit/defineModule';
import { connectDatabase, type DatabaseAddress } from './connectDatabase';
import { buildContainer } from './container';
import { httpApp } from './httpApp';
import { listen } from './httpServer';
import { Lifecycle } from './Lifecycle';
import { pages } from './pages';
import { refuseUnsafeLogin } from './refuseUnsafeLogin';
import { apiDocument } from './apiDocument';
import { backgroundWorkers } from './workers';

/** Beside `src` and beside `dist`. */
export const MIGRATIONS = path.join(packageRoot(), 'migrations');
const READING_CONNECTIONS = 2;

export interface Application {
  readonly config: Config;
  readonly port: number;
  /** Where a browser finds this server. */
  readonly url: string;
  readonly database: DatabaseAddress;
  readonly log: Log;
  /** Ends everything in order, requests in progress first. */
  readonly stop: () => Promise<void>;
}

/** Starts everything; what was started is stopped again when something later cannot be. */
export async function startApplication(
  config: Config,
  modules: readonly ModuleDefinition[],
): Promise<Application> {
  const context = new AsyncRequestContext();
  const log = createLog({ level: config.logLevel, format: logFormat(config), context });
  const lifecycle = new Lifecycle();
  const stop = () => lifecycle.stop((name, error) => log.error(`${name} did not stop`, { error }));
  try {
    const address = await connectDatabase(config);
    lifecycle.started('PostgreSQL', () => address.stop());
    await prepareDatabase(config, address);
    return await serve(config, modules, { context, log, lifecycle, address, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Started {
  readonly context: AsyncRequestContext;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
  readonly address: DatabaseAddress;
  readonly stop: () => Promise<void>;
}

async function prepareDatabase(
  config: Config,
  { ownerUrl, url, login, ssl }: DatabaseAddress,
): Promise<void> {
  await new Migrator({ url: ownerUrl, ssl, folder: MIGRATIONS, login }).up();
  if (config.env === 'production') await refuseUnsafeLogin(url, ssl);
}

async function serve(
  config: Config,
  modules: readonly ModuleDefinition[],
  started: Started,
): Promise<Application> {
  const { context, log, lifecycle, address, stop } = started;
  const { url, ssl } = address;
  const models = modules.flatMap((module) => module.models) as ModelCtor[];
  const database = openDatabase({ url, ssl, pool: config.database.pool, models });
  lifecycle.started('Database connections', () => database.close());
  const reader = new PipelinedReader({ url, ssl, connections: READING_CONNECTIONS });
  lifecycle.started('Reading connections', () => reader.close());
  const mailer =
    config.mail.kind === 'mailbox'
      ? new MailboxMailer(path.join(config.dataDir, 'mailbox'), new SystemClock())
      : new SmtpMailer(config.mail);
  lifecycle.started('Mail', () => mailer.close());

  const wakes = { wakeRelay: new WakeUp(), wakeJobs: new WakeUp() };
  const container = buildContainer({ config, log, context, database, reader, mailer, ...wakes }, modules);
  const get = resolver(container);
  for (const key of [InvalidationPoll, ...modules.flatMap(({ services }) => services)]) {
    const service = get(key);
    await service.start();
    lifecycle.started('Service', () => service.stop());
  }

  let own = '';
  let draining = false;
  const frontendUrl = () => config.http.frontendUrl ?? own;
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
  own = `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${server.port}`;
  lifecycle.started('HTTP', () => server.drain());

  for (const worker of backgroundWorkers(get, wakes, modules, frontendLinks(frontendUrl))) {
    await worker.start();
    lifecycle.started('Worker', () => worker.stop());
  }
  lifecycle.started('Readiness', () => {
    draining = true;
  });
  return { config, port: server.port, url: own, database: address, log, stop };
}

function logFormat({ env }: Config): 'json' | 'text' | 'silent' {
  if (env === 'test') return 'silent';
  return env === 'production' ? 'json' : 'text';
}

/** The folder with package.json: two above in `src`, three above in `dist`. */
function packageRoot(): string {
  const here = path.resolve(__dirname, '../../..');
  return path.basename(here) === 'dist' ? path.dirname(here) : here;
}
