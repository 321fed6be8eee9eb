import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/core/infrastructure/database/embedded/startEmbeddedPostgres';
import { seed, type SeededPerson } from './seed';

const secret = () => randomBytes(32).toString('base64url');

/** Database, server under test and baseline, each a process of its own as in production. */
export class Stage {
  readonly jwtSecret = secret();
  readonly pepper = secret();
  private readonly metricsToken = secret();
  people: readonly SeededPerson[] = [];
  server: Running | null = null;
  baseline: Running | null = null;

  private constructor(
    private readonly folder: string,
    private readonly postgres: EmbeddedPostgres,
  ) {}

  get databaseUrl(): string {
    return this.postgres.url;
  }

  static async set(): Promise<Stage> {
    const folder = await mkdtemp(path.join(tmpdir(), 'portico-bench-'));
    const postgres = await startEmbeddedPostgres({
      dataDir: folder,
      database: 'portico',
      settings: { track_commit_timestamp: 'on' },
    });
    const stage = new Stage(folder, postgres);
    stage.server = await stage.startServer();
    stage.people = await seed(postgres.url, { jwtSecret: stage.jwtSecret, pepper: stage.pepper });
    stage.baseline = await stage.start(
      'baselineServer.js',
      { DATABASE_URL: postgres.url, JWT_SECRET: stage.jwtSecret },
      '/health',
    );
    return stage;
  }

  /** The product in production, limits on but out of reach. */
  private startServer(): Promise<Running> {
    const login = new URL(this.postgres.url);
    login.username = 'portico';
    const environment = {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      DATABASE_URL: login.href,
      DB_MIGRATION_URL: this.postgres.url,
      JWT_SECRET: this.jwtSecret,
      PASSWORD_PEPPER: this.pepper,
      REFRESH_TOKEN_SECRET: secret(),
      CSRF_SECRET: secret(),
      DATA_ENCRYPTION_KEY: secret(),
      AUDIT_HMAC_KEY: secret(),
      FRONTEND_URL: 'https://app.example.com',
      CORS_ORIGINS: 'https://app.example.com',
      METRICS_TOKEN: this.metricsToken,
      EMAIL_SERVICE: 'smtp',
      SMTP_HOST: '127.0.0.1',
      EMAIL_FROM: 'portico@example.com',
      RATE_LIMIT_MAX_REQUESTS: '100000000',
      RATE_LIMIT_MAX_AUTHENTICATED: '100000000',
      RATE_LIMIT_MAX_AUTH: '100000000',
    };
    return this.start('../../src/server.js', environment, '/health/ready');
  }

  async restartServer(): Promise<Running> {
    await this.server?.stop();
    this.server = await this.startServer();
    return this.server;
  }

  /** By what the server says itself. */
  async socketsHeld(): Promise<number> {
    const headers = { authorization: `Bearer ${this.metricsToken}` };
    const metrics = await (await fetch(`${this.server?.url}/metrics`, { headers })).text();
    return Number(/^socket_connections (\d+)$/m.exec(metrics)?.[1]);
  }

  startBareSockets(): Promise<Running> {
    return this.start('bareSocketServer.js', {}, '/');
  }

  async clear(): Promise<void> {
    for (const running of [this.server, this.baseline]) await running?.stop();
    await this.postgres.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async start(file: string, environment: Record<string, string>, health: string): Promise<Running> {
    const port = await freePort();
    const began = performance.now();
    const child = spawn(process.execPath, [path.resolve(__dirname, file)], {
      env: { PATH: process.env.PATH, PORT: String(port), ...environment },
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const url = `http://127.0.0.1:${port}`;
    while (!(await answers(url + health))) {
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`);
      await pause(5);
    }
    return new Running(url, child, performance.now() - began);
  }
}

export class Running {
  constructor(
    readonly url: string,
    readonly child: ChildProcess,
    /** Milliseconds from the start of the process to its first 200. */
    readonly startMs: number,
  ) {}

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
