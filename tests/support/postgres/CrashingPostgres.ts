import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../src/core/infrastructure/database/embedded/startEmbeddedPostgres';
import { there } from '../there';
import { serversOn } from './serverProcesses';
import { temporaryFolder } from './temporaryFolder';

/** A PostgreSQL of a test's own that dies and comes back, on the same folder and port. */
export class CrashingPostgres {
  private constructor(
    private readonly folder: string,
    private server: EmbeddedPostgres,
  ) {}

  static async start(): Promise<CrashingPostgres> {
    const folder = await temporaryFolder();
    return new CrashingPostgres(folder, await serverOn(folder));
  }

  /** As superuser. */
  get url(): string {
    return this.server.url;
  }

  /** As the application. */
  get loginUrl(): string {
    return Object.assign(new URL(this.url), { username: 'portico' }).href;
  }

  async pid(): Promise<number> {
    return there((await serversOn(this.folder))[0]);
  }

  /** As `pg_ctl stop -m immediate` does: nobody is told, nothing is written down. */
  async crash(): Promise<void> {
    process.kill(await this.pid(), 'SIGQUIT');
    while ((await serversOn(this.folder)).length > 0) await pause(10);
  }

  async startAgain(): Promise<void> {
    this.server = await serverOn(this.folder);
  }

  async end(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function serverOn(folder: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: folder, database: 'portico', settings: { fsync: 'off' } });
}
