import { resolve } from 'node:path';
import type { Config } from './Config';
import { ConfigFaults } from './ConfigFaults';
import { deepFreeze } from './deepFreeze';
import { productionFaults } from './productionFaults';
import { NO_ENV_FILE, readEnvFile } from './readEnvFile';
import { Reading, type Environment } from './Reading';
import { readDatabase } from './sections/readDatabase';
import { readHttp } from './sections/readHttp';
import { readMail } from './sections/readMail';
import { readRateLimits } from './sections/readRateLimits';
import { readRedis } from './sections/readRedis';
import { readRole } from './sections/readRole';
import { readS3 } from './sections/readS3';
import { readSecrets } from './sections/readSecrets';
import { readSockets } from './sections/readSockets';
import { readTokenLives } from './sections/readTokenLives';
import { unknownInEnvironment, unknownInFile } from './unknownNames';

/**
 * Reads the environment once. A variable of the process wins over the same one in the file. Outside
 * production, secrets that are not given are made and kept in `DATA_DIR`.
 *
 * @param envFile null reads none, which is the default in tests
 * @throws ConfigFaults with everything that is wrong
 */
export function loadConfig(
  environment: Environment = process.env,
  envFile: string | null = environment.NODE_ENV === 'test' ? null : '.env',
): Config {
  const file = envFile === null ? NO_ENV_FILE : readEnvFile(envFile);
  const merged = { ...file.values, ...environment };
  const misread = new Set([...file.misread].filter((name) => environment[name] === undefined));
  const reading = new Reading(merged, misread);
  reading.fault(
    ...file.faults,
    ...unknownInFile(Object.keys(file.values)),
    ...unknownInEnvironment(environment),
  );

  const env = reading.value('NODE_ENV') ?? 'development';
  const production = env === 'production';
  const dataDir = resolve(reading.value('DATA_DIR') ?? '.data');
  const database = readDatabase(reading);
  const settings = {
    env,
    role: readRole(reading),
    dataDir,
    database,
    redis: readRedis(reading),
    http: readHttp(reading, database.url === null),
    sockets: readSockets(reading),
    mail: readMail(reading, production),
    s3: readS3(reading),
    rateLimits: readRateLimits(reading),
    metricsToken: reading.value('METRICS_TOKEN') ?? null,
    docsEnabled: reading.value('DOCS_ENABLED') ?? !production,
    logLevel: reading.value('LOG_LEVEL') ?? 'info',
    sentryDsn: reading.value('SENTRY_DSN') ?? null,
  };
  const tokenLives = readTokenLives(reading);
  if (production) reading.fault(...productionFaults(reading, merged));
  const secrets = readSecrets(reading, production ? null : dataDir);
  if (reading.faults.length > 0) throw new ConfigFaults(reading.faults);

  return deepFreeze({
    ...settings,
    tokens: {
      ...tokenLives,
      jwtSecret: secrets.JWT_SECRET,
      formerJwtSecret: reading.value('JWT_SECRET_FORMER') ?? null,
      refreshSecret: secrets.REFRESH_TOKEN_SECRET,
      csrfSecret: secrets.CSRF_SECRET,
    },
    passwords: {
      hasher: reading.value('PASSWORD_HASHER') ?? 'bcrypt',
      bcryptRounds: reading.value('BCRYPT_ROUNDS') ?? 12,
      pepper: secrets.PASSWORD_PEPPER,
    },
    encryptionKey: secrets.DATA_ENCRYPTION_KEY,
    auditKey: secrets.AUDIT_HMAC_KEY,
  });
}
