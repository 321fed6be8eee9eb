import { Client } from 'pg';

export interface ClientOptions {
  readonly url: string;
  readonly ssl: false | { readonly rejectUnauthorized: boolean };
}

const LONGEST_CONNECT_MS = 10_000;
const NAMES = 'DATABASE_URL (or DB_HOST …) and DB_MIGRATION_URL';

/** A connection for one task at start. @throws Error in one sentence with the remedy when it cannot be had. */
export async function connectClient({ url, ssl }: ClientOptions): Promise<Client> {
  const client = new Client({
    connectionString: url,
    ssl,
    connectionTimeoutMillis: LONGEST_CONNECT_MS,
    application_name: 'portico-start',
  });
  // Without a listener a connection that is cut between two statements would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new Error(refusal(url, error as NodeJS.ErrnoException), { cause: error });
  }
}

function refusal(url: string, { code = '', message }: NodeJS.ErrnoException): string {
  const { hostname, port, pathname, username } = new URL(url);
  const place = `${hostname}:${port || 5432}`;
  if (code.startsWith('28')) {
    return `The database at ${place} does not let "${decodeURIComponent(username)}" in: correct name and password in ${NAMES}.`;
  }
  if (code === '3D000') {
    return `There is no database "${decodeURIComponent(pathname.slice(1))}" at ${place}: create it, or correct ${NAMES}.`;
  }
  if (/SSL/.test(message))
    return `The database at ${place} speaks no TLS: set DB_SSL="false", or turn it on there.`;
  return `The database at ${place} cannot be reached (${code || message}): start it, or correct ${NAMES}.`;
}
