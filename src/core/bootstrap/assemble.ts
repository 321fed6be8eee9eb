import path from 'node:path';
import type { ModelCtor } from 'sequelize-typescript';
import type { Log } from '../application/Log';
import type { Mailer } from '../application/Mailer';
import { Metrics } from '../application/Metrics';
import type { Config } from '../config/Config';
import { InvalidationPoll } from '../infrastructure/cache/InvalidationPoll';
import { Migrator } from '../infrastructure/database/Migrator';
import { openDatabase } from '../infrastructure/database/openDatabase';
import { PipelinedReader } from '../infrastructure/database/ScopedReader';
import { WakeUp } from '../infrastructure/jobs/WakeUp';
import { redisGauge } from '../infrastructure/metrics/redisGauge';
import { DropChannel } from '../infrastructure/redis/DropChannel';
import { RedisEventBus } from '../infrastructure/redis/RedisEventBus';
import { MailboxMailer } from '../infrastructure/mail/MailboxMailer';
import { SmtpMailer } from '../infrastructure/mail/SmtpMailer';
import type { AsyncRequestContext } from '../infrastructure/system/AsyncRequestContext';
import { SystemClock } from '../infrastructure/system/SystemClock';
import type { Resolve } from '../application/Injectable';
import { resolver } from '../kit/bind';
import type { ModuleDefinition, Service } from '../kit/defineModule';
import { connectDatabase, type DatabaseAddress } from './connectDatabase';
import { connectRedis } from './connectRedis';
import { buildContainer } from './container';
import type { Lifecycle } from './Lifecycle';
import { migrationsFolder } from './migrationsFolder';
import { refuseUnsafeLogin } from './refuseUnsafeLogin';

const READING_CONNECTIONS = 2;

/** Everything but the network: what requests and commands alike stand on. */
export interface Assembly {
  readonly get: Resolve;
  readonly address: DatabaseAddress;
  readonly mailer: Mailer;
  readonly wakes: { readonly wakeRelay: WakeUp; readonly wakeJobs: WakeUp };
}

export async function assemble(
  config: Config,
  modules: readonly ModuleDefinition[],
  log: Log,
  context: AsyncRequestContext,
  lifecycle: Lifecycle,
): Promise<Assembly> {
  const address = await connectDatabase(config);
  lifecycle.started('PostgreSQL', () => address.stop());
  await prepareDatabase(config, address);
  const { url, ssl } = address;
  const models = modules.flatMap((module) => module.models) as ModelCtor[];
  const database = openDatabase({ url, ssl, pool: config.database.pool, models });
  lifecycle.started('Database connections', () => database.close());
  const reader = new PipelinedReader({ url, ssl, connections: READING_CONNECTIONS });
  lifecycle.started('Reading connections', () => reader.close());
  const redis = await connectRedis(config, reader, log);
  if (redis) lifecycle.started('Redis', () => redis.connection.stop());
  const mailer = mailerFor(config);
  lifecycle.started('Mail', () => mailer.close());

  const wakes = { wakeRelay: new WakeUp(), wakeJobs: new WakeUp() };
  const get = resolver(
    buildContainer({ config, log, context, database, reader, mailer, redis, ...wakes }, modules),
  );
  if (redis) redisGauge(get(Metrics), redis.connection);
  for (const key of [
    InvalidationPoll,
    ...(redis ? [DropChannel, RedisEventBus] : []),
    ...modules.flatMap(({ services }) => services),
  ]) {
    const service: Service = get(key);
    if (service.isBackground && config.role === 'api') continue;
    await service.start();
    lifecycle.started('Service', () => service.stop());
  }
  return { get, address, mailer, wakes };
}

async function prepareDatabase(
  config: Config,
  { ownerUrl, url, login, ssl }: DatabaseAddress,
): Promise<void> {
  await new Migrator({ url: ownerUrl, ssl, folder: migrationsFolder(), login }).up();
  if (config.env === 'production') await refuseUnsafeLogin({ url, ssl });
}

function mailerFor({ mail, dataDir }: Config): Mailer {
  if (mail.kind !== 'mailbox') return new SmtpMailer(mail);
  return new MailboxMailer(path.join(dataDir, 'mailbox'), new SystemClock());
}
