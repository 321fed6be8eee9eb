import type { Config } from '../config/Config';
import { startEmbeddedPostgres } from '../infrastructure/database/embedded/startEmbeddedPostgres';
import type { Login } from '../infrastructure/database/grantLogin';

const LOGIN = 'portico';

export interface DatabaseAddress {
  /** What the application connects with: a login that owns nothing. */
  readonly url: string;
  /** What migrations connect with. */
  readonly ownerUrl: string;
  readonly login: Login;
  readonly ssl: Config['database']['ssl'];
  readonly isEmbedded: boolean;
  stop(): Promise<void>;
}

/** The configured database, or the embedded one. */
export async function connectDatabase(config: Config): Promise<DatabaseAddress> {
  const { url, migrationUrl, ssl } = config.database;
  if (url !== null) {
    return {
      url,
      ownerUrl: migrationUrl ?? url,
      login: loginOf(url),
      ssl,
      isEmbedded: false,
      stop: () => Promise.resolve(),
    };
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, database: 'portico' });
  const application = new URL(server.url);
  application.username = LOGIN;
  return {
    url: application.href,
    ownerUrl: server.url,
    login: loginOf(application.href),
    ssl: false,
    isEmbedded: true,
    stop: () => server.stop(),
  };
}

function loginOf(url: string): Login {
  const { username, password } = new URL(url);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}
