import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDatabase, dropDatabase, type TestDatabase } from '../postgres/databases';
import { LOGIN, TEMPLATE } from '../postgres/migratedTemplate';
import { query } from '../postgres/query';
import { temporaryFolder } from '../postgres/temporaryFolder';
import { startSmtpSink, type SmtpSink } from '../smtp/SmtpSink';
import { ServerProcess, type SpawnOptions } from './ServerProcess';

/** A database and a mail server that outlive the processes started on them. */
export class ProcessScene {
  private readonly processes: ServerProcess[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly folder: string,
    readonly mails: SmtpSink,
  ) {}

  static async open(): Promise<ProcessScene> {
    const [database, folder, mails] = await Promise.all([
      createDatabase(TEMPLATE),
      temporaryFolder(),
      startSmtpSink(),
    ]);
    return new ProcessScene(database, folder, mails);
  }

  /** Not ready yet. */
  spawn(env: Readonly<Record<string, string>> = {}, more: Partial<SpawnOptions> = {}): ServerProcess {
    const settings = {
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: path.join(this.folder, 'data'),
      DATABASE_URL: this.loginUrl,
      DB_MIGRATION_URL: this.database.url,
      BCRYPT_ROUNDS: '4',
      EMAIL_SERVICE: 'smtp',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(this.mails.port),
      EMAIL_FROM: 'portico@example.com',
      FRONTEND_URL: 'https://app.example.com',
      RATE_LIMIT_ENABLED: 'false',
    };
    const made = ServerProcess.spawn({ cwd: this.folder, env: { ...settings, ...env }, ...more });
    this.processes.push(made);
    return made;
  }

  /** As the application. */
  get loginUrl(): string {
    const { name: username, password } = LOGIN;
    return Object.assign(new URL(this.database.url), { username, password }).href;
  }

  /** As superuser. */
  get adminUrl(): string {
    return this.database.url;
  }

  sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return query<Row>(this.database.url, text, values);
  }

  /** So much time passes after a death that the next relay may begin. */
  async relayLeaseRunsOut(): Promise<void> {
    const connected = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = $1`;
    while ((await this.sql(connected, [LOGIN.name])).length > 0) await pause(10);
    await this.sql(`UPDATE leases SET held_until = '-infinity'`);
  }

  /** So much time passes after a death that jobs of the dead fall due. */
  async jobLeasesRunOut(): Promise<void> {
    await this.sql('UPDATE jobs SET run_at = now() WHERE leased_by IS NOT NULL AND done_at IS NULL');
  }

  /** Until nothing is owed any more. */
  async drain(): Promise<void> {
    for (;;) {
      const [row] = await this.sql<{ open: number }>(
        `SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL)::int
          + (SELECT count(*) FROM jobs WHERE done_at IS NULL AND dead_at IS NULL)::int AS open`,
      );
      if (row?.open === 0) return;
      await pause(50);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((one) => one.kill()));
    await this.mails.close();
    await dropDatabase(this.database.name);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A call as JSON, over a connection of its own unless `init` says otherwise. */
export function send(
  url: string,
  method: string,
  body?: object,
  token?: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}
