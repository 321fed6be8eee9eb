import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import type { Response, Test } from 'supertest';
import { startApplication, type Application } from '../../../src/core/bootstrap/startApplication';
import { loadConfig } from '../../../src/core/config/loadConfig';
import type { ModuleDefinition, AnyEndpoint } from '../../../src/core/kit';
import { modules } from '../../../src/modules';
import { createDatabase, dropDatabase } from '../postgres/databases';
import { LOGIN, TEMPLATE } from '../postgres/migratedTemplate';
import { apiCall } from './apiCall';
import { expectDeclared } from './expectDeclared';
import { temporaryFolder } from '../postgres/temporaryFolder';
import { SmtpSink } from '../smtp/SmtpSink';

export const FRONTEND = 'https://app.example.com';

export interface CallOptions {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The whole application in this process, on a database of its own, with real HTTP and real SMTP around it. */
export class TestApp {
  private constructor(
    private readonly application: Application,
    private readonly superuser: Pool,
    private readonly ends: Ends,
    private readonly endpoints: readonly AnyEndpoint[],
    /** Every mail it sent. */
    readonly mails: SmtpSink,
    /** The environment it was configured by: start a second process with it. */
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  /**
   * @param environment variables beside those every test needs; limits on requests are off unless they say so
   * @param extra modules of the test's own
   */
  static async start(
    environment: Readonly<Record<string, string>> = {},
    extra: readonly ModuleDefinition[] = [],
  ): Promise<TestApp> {
    const ends: Ends = [];
    try {
      return await TestApp.begin(environment, extra, ends);
    } catch (error) {
      await endAll(ends);
      throw error;
    }
  }

  private static async begin(
    environment: Readonly<Record<string, string>>,
    extra: readonly ModuleDefinition[],
    ends: Ends,
  ): Promise<TestApp> {
    const database = await createDatabase(TEMPLATE);
    ends.push(() => dropDatabase(database.name));
    const mails = new SmtpSink({});
    await mails.listen();
    ends.push(() => mails.close());
    const folder = await temporaryFolder();
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const login = new URL(database.url);
    login.username = LOGIN.name;
    login.password = LOGIN.password;
    const full = {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: login.href,
      DB_MIGRATION_URL: database.url,
      BCRYPT_ROUNDS: '4',
      EMAIL_SERVICE: 'smtp',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(mails.port),
      EMAIL_FROM: 'portico@example.com',
      FRONTEND_URL: FRONTEND,
      RATE_LIMIT_ENABLED: 'false',
      ...environment,
    };
    const all = [...modules, ...extra];
    const application = await startApplication(loadConfig(full), all);
    ends.push(() => application.stop());
    const endpoints = all.flatMap((module) => module.endpoints);
    const superuser = new Pool({ connectionString: database.url, max: 4 });
    superuser.on('error', () => undefined);
    ends.push(() => superuser.end());
    return new TestApp(application, superuser, ends, endpoints, mails, full);
  }

  get url(): string {
    return `http://127.0.0.1:${this.application.port}`;
  }

  get config(): Application['config'] {
    return this.application.config;
  }

  /** What it is made of. */
  get resolve(): Application['get'] {
    return this.application.get;
  }

  /** A call below the base path; whatever it answers must be what the endpoint declares. */
  call(method: Method, path: string, body?: object, options?: CallOptions): Test {
    const declared = (response: Response) => expectDeclared(this.endpoints, path, response);
    return apiCall(this.url, method, path, body, options).expect(declared);
  }

  get(path: string, options?: CallOptions): Test {
    return this.call('get', path, undefined, options);
  }

  post(path: string, body: object = {}, options?: CallOptions): Test {
    return this.call('post', path, body, options);
  }

  /** What the database holds, seen as its superuser. */
  sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.superuser.query<Row>(text, values).then(({ rows }) => rows);
  }

  /** Until every committed event was told and every job that is due now was worked off. */
  async drain(): Promise<void> {
    for (;;) {
      const [row] = await this.sql<{ open: number }>(
        `SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL)::int
          + (SELECT count(*) FROM jobs WHERE done_at IS NULL AND dead_at IS NULL
               AND (run_at <= now() OR leased_by IS NOT NULL))::int AS open`,
      );
      if (row?.open === 0) return;
      await pause(10);
    }
  }

  stop(): Promise<void> {
    return endAll(this.ends);
  }
}

/** How what was started ends, in the order in which it was started. */
type Ends = (() => Promise<unknown>)[];

async function endAll(ends: Ends): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end();
}
