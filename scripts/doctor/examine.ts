import { connectDatabase, type DatabaseAddress } from '../../src/core/bootstrap/connectDatabase';
import { migrationsFolder } from '../../src/core/bootstrap/migrationsFolder';
import type { Config } from '../../src/core/config/Config';
import { ConfigFaults } from '../../src/core/config/ConfigFaults';
import { loadConfig } from '../../src/core/config/loadConfig';
import type { Environment } from '../../src/core/config/Reading';
import { connectClient } from '../../src/core/infrastructure/database/connectClient';
import { Migrator } from '../../src/core/infrastructure/database/Migrator';
import { checkBacklog } from './checkBacklog';
import { checkClock } from './checkClock';
import { checkIndexes } from './checkIndexes';
import { checkLogin } from './checkLogin';
import { checkMail } from './checkMail';
import { checkMigrations } from './checkMigrations';
import { checkRedis } from './checkRedis';
import { fault, ok, type Finding } from './Finding';

/** Everything an operator would ask first. Changes nothing; the embedded database is started for it when need be. */
export async function examine(environment: Environment = process.env): Promise<Finding[]> {
  const config = configuration(environment);
  if (Array.isArray(config)) return config;
  const [mail, redis, database] = await Promise.all([
    checkMail(config),
    checkRedis(config),
    examineDatabase(config),
  ]);
  return [ok('configuration', `Complete for ${config.env}.`), ...database, redis, mail];
}

function configuration(environment: Environment): Config | Finding[] {
  try {
    return loadConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    return error.faults.map((says) => fault('configuration', says));
  }
}

async function examineDatabase(config: Config): Promise<Finding[]> {
  let database: DatabaseAddress | null = null;
  try {
    database = await connectDatabase(config);
    return await inDatabase(config, database);
  } catch (error) {
    return [fault('database', (error as Error).message)];
  } finally {
    await database?.stop();
  }
}

async function inDatabase(config: Config, database: DatabaseAddress): Promise<Finding[]> {
  const { ownerUrl, login, ssl } = database;
  const folder = migrationsFolder();
  const client = await connectClient({ url: ownerUrl, ssl });
  try {
    const migrations = await checkMigrations(new Migrator({ url: ownerUrl, ssl, folder, login }));
    const always = [ok('database', 'It answers.'), await checkClock(client), migrations];
    if (migrations.state === 'fault') return always;
    return [
      ...always,
      await checkLogin(config, database),
      await checkIndexes(client, folder),
      ...(await checkBacklog(client)),
    ];
  } finally {
    await client.end();
  }
}
