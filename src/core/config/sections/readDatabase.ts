import type { DatabaseConfig } from '../Config';
import type { DatabaseTls } from '../databaseAddress';
import type { Reading } from '../Reading';

const PARTS = ['DB_HOST', 'DB_PORT', 'DB_NAME', 'DB_USER', 'DB_PASSWORD'] as const;
const NEEDED_PARTS = ['DB_HOST', 'DB_NAME', 'DB_USER'] as const;
const MEANINGLESS_EMBEDDED = ['DB_MIGRATION_URL', 'DB_LISTEN_URL', 'DB_SSL'] as const;

export function readDatabase(reading: Reading): DatabaseConfig {
  tellHalfSet(reading);
  const pool = { min: reading.value('DB_POOL_MIN') ?? 0, max: reading.value('DB_POOL_MAX') ?? 10 };
  if (pool.min > pool.max) {
    reading.fault(
      `DB_POOL_MIN (${pool.min}) is above DB_POOL_MAX (${pool.max}): lower it or raise the other.`,
    );
  }
  return {
    url: reading.value('DATABASE_URL')?.url ?? addressFromParts(reading),
    migrationUrl: reading.value('DB_MIGRATION_URL')?.url ?? null,
    listenUrl: reading.value('DB_LISTEN_URL')?.url ?? null,
    ssl: readTls(reading),
    pool,
  };
}

function tellHalfSet(reading: Reading): void {
  const parts = PARTS.filter((name) => reading.given(name));
  if (reading.given('DATABASE_URL')) {
    if (parts.length > 0) {
      reading.fault(`DATABASE_URL and ${parts.join(', ')} are both set: keep the one or the other.`);
    }
  } else if (parts.length > 0) {
    const missing = NEEDED_PARTS.filter((name) => !reading.given(name));
    if (missing.length > 0) {
      const without = missing.join(' and ');
      reading.fault(
        `${parts[0]} is set without ${without}: set ${without}, or give DATABASE_URL in their place.`,
      );
    }
  } else {
    for (const name of MEANINGLESS_EMBEDDED.filter((each) => reading.given(each))) {
      reading.fault(`${name} is set without a database: set DATABASE_URL or DB_HOST, or take ${name} out.`);
    }
  }
}

function addressFromParts(reading: Reading): string | null {
  const host = reading.value('DB_HOST');
  const [user, password, name] = [
    reading.value('DB_USER'),
    reading.value('DB_PASSWORD'),
    reading.value('DB_NAME'),
  ];
  if (host === undefined || user === undefined || name === undefined) return null;
  const login = [user, ...(password === undefined ? [] : [password])].map(encodeURIComponent).join(':');
  const at = host.includes(':') ? `[${host}]` : host;
  return `postgres://${login}@${at}:${reading.value('DB_PORT') ?? 5432}/${encodeURIComponent(name)}`;
}

function readTls(reading: Reading): DatabaseConfig['ssl'] {
  const asked: Record<string, DatabaseTls | null | undefined> = {
    DB_SSL: reading.value('DB_SSL'),
    'the sslmode of DATABASE_URL': reading.value('DATABASE_URL')?.tls,
    'the sslmode of DB_MIGRATION_URL': reading.value('DB_MIGRATION_URL')?.tls,
    'the sslmode of DB_LISTEN_URL': reading.value('DB_LISTEN_URL')?.tls,
  };
  const said = Object.entries(asked).filter(([, tls]) => tls !== null && tls !== undefined);
  if (new Set(said.map(([, tls]) => tls)).size > 1) {
    reading.fault(`${said.map(([who]) => who).join(' and ')} ask for different TLS: keep one of them.`);
  }
  const tls = said[0]?.[1] ?? 'false';
  return tls === 'false' ? false : { rejectUnauthorized: tls === 'true' };
}
