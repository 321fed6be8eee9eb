import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { startApplication, type Application } from '../../src/core/bootstrap/startApplication';
import { loadConfig } from '../../src/core/config/loadConfig';
import type { ModuleDefinition } from '../../src/core/kit';

/** A migrated database of its own. */
export interface ProofDatabase {
  /** As its superuser. */
  readonly ownerUrl: string;
  /** As the application's login. */
  readonly url: string;
  drop(): Promise<void>;
}

export interface Call {
  readonly method: string;
  /** Below the base path, with its query. */
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

const LONGEST_DRAIN_MS = 15_000;
const TOKEN = /[?&]token=([\w-]+)/g;

/** The whole application in this process, seen over HTTP, and its database, seen as superuser. */
export class RunningApp {
  private constructor(
    private readonly application: Application,
    private readonly database: ProofDatabase,
    private readonly folder: string,
    readonly modules: readonly ModuleDefinition[],
    readonly admin: Pool,
  ) {}

  static async start(database: ProofDatabase, modules: readonly ModuleDefinition[]): Promise<RunningApp> {
    const folder = await mkdtemp(path.join(tmpdir(), 'portico-prove-'));
    const config = loadConfig({
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      DB_MIGRATION_URL: database.ownerUrl,
      BCRYPT_ROUNDS: '4',
      RATE_LIMIT_ENABLED: 'false',
    });
    const application = await startApplication(config, modules.map(withoutCalls));
    const admin = new Pool({ connectionString: database.ownerUrl, max: 4 });
    admin.on('error', () => undefined);
    return new RunningApp(application, database, folder, modules, admin);
  }

  async call({ method, path: target, token, headers, body }: Call): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${this.application.port}/api/v1${target}`, {
      method: method.toUpperCase(),
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }

  /** Every secret in a link of the mails with that text, the newest first. */
  async tokensIn(text: string): Promise<string[]> {
    const mailbox = path.join(this.folder, 'mailbox');
    const names = (await readdir(mailbox).catch(() => [])).filter((name) => name.endsWith('.json'));
    const newest = names.toSorted().reverse();
    const mails = await Promise.all(newest.map((name) => readFile(path.join(mailbox, name), 'utf8')));
    const links = mails.filter((mail) => mail.includes(text)).flatMap((mail) => [...mail.matchAll(TOKEN)]);
    return [...new Set(links.map(([, token]) => token ?? ''))];
  }

  /** Until every event was told and every job that is due was worked off. */
  async drain(): Promise<void> {
    for (const end = performance.now() + LONGEST_DRAIN_MS; performance.now() < end;) {
      const { rows } = await this.admin.query<{ open: number }>(
        `SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL)::int
          + (SELECT count(*) FROM jobs WHERE done_at IS NULL AND dead_at IS NULL
               AND (run_at <= now() OR leased_by IS NOT NULL))::int AS open`,
      );
      if (rows[0]?.open === 0) return;
      await pause(5);
    }
    throw new Error('There is work left that is never done.');
  }

  async stop(): Promise<void> {
    await this.application.stop();
    await this.admin.end();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Servers of other people, which a job with a worker of its own is about, are left in peace. */
function withoutCalls(module: ModuleDefinition): ModuleDefinition {
  const jobs = module.jobs.map((job) =>
    job.worker === undefined ? job : { ...job, run: () => Promise.resolve() },
  );
  return { ...module, jobs };
}
