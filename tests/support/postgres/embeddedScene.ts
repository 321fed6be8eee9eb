import { execFile } from 'node:child_process';
import { chown, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../src/core/infrastructure/database/embedded/startEmbeddedPostgres';
import { query } from './query';
import { serversOn, waitUntil } from './serverProcesses';
import { type Account, type EmbeddedProcess, spawnEmbedded } from './spawnEmbedded';
import { temporaryFolder } from './temporaryFolder';

const run = promisify(execFile);

/** A data folder of its own for each test of a file; afterwards nothing runs and nothing is left. */
export class EmbeddedScene {
  folder = '';
  private madeBefore = '';
  private children: EmbeddedProcess[] = [];
  private servers: EmbeddedPostgres[] = [];

  constructor() {
    beforeEach(async () => {
      this.folder = await temporaryFolder();
    });
    afterEach(() => this.clear());
    afterAll(() => rm(this.madeBefore, { recursive: true, force: true }));
  }

  /** Does not exist yet. */
  get dataDir(): string {
    return join(this.folder, 'data');
  }

  get cluster(): string {
    return join(this.dataDir, 'postgres');
  }

  /** In this process. */
  async start(settings: Record<string, string> = {}, database = 'portico'): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({
      dataDir: this.dataDir,
      database,
      settings: { fsync: 'off', ...settings },
    });
    this.servers.push(server);
    return server;
  }

  async refusal(): Promise<Error> {
    return this.start().then(
      () => new Error('it started'),
      (error: unknown) => error as Error,
    );
  }

  /** In a process of its own. */
  spawn(action: 'serve' | 'forget' = 'serve', account?: Account): EmbeddedProcess {
    const made = spawnEmbedded(action, [this.dataDir], account);
    this.children.push(made);
    return made;
  }

  /** What is only meant to be there while a server starts. */
  async leftovers(): Promise<string[]> {
    return (await readdir(this.dataDir)).filter((name) => /lock|init-|new-/.test(name));
  }

  async giveFolderTo(account: Account | undefined): Promise<void> {
    if (account !== undefined) await chown(this.folder, account.uid, account.gid);
  }

  /** Spares a test that is not about the first start its initdb. */
  async placeCluster(account?: Account): Promise<void> {
    if (this.madeBefore === '') {
      this.madeBefore = await temporaryFolder();
      const options = { dataDir: this.madeBefore, database: 'portico', settings: { fsync: 'off' } };
      await (await startEmbeddedPostgres(options)).stop();
    }
    await run('cp', ['-a', this.madeBefore, this.dataDir]);
    if (account !== undefined) {
      await run('chown', ['-R', `${account.uid}:${account.gid}`, this.dataDir]);
    }
  }

  private async clear(): Promise<void> {
    const { children, servers, folder } = this;
    [this.children, this.servers] = [[], []];
    await Promise.all(children.map((one) => one.kill()));
    await Promise.all(servers.map((one) => one.stop()));
    try {
      await waitUntil(async () => (await serversOn(folder)).length === 0);
    } finally {
      (await serversOn(folder)).forEach((pid) => process.kill(pid, 'SIGQUIT'));
      await rm(folder, { recursive: true, force: true });
    }
  }
}

export async function answers(url: string): Promise<boolean> {
  return query(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}
