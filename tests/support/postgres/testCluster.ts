import { rm } from 'node:fs/promises';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../src/core/infrastructure/database/embedded/startEmbeddedPostgres';
import { removeAbandonedFolders, temporaryFolder } from './temporaryFolder';

interface TestCluster {
  readonly folder: string;
  readonly server: EmbeddedPostgres;
}

/** Jest loads its set-up and its tear-down apart from each other, in one process. */
const holder = globalThis as typeof globalThis & { testCluster?: TestCluster };

const NOTHING_NEEDS_TO_SURVIVE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

/** One server for the whole run. Returns the superuser's URL of its maintenance database. */
export async function startTestCluster(): Promise<string> {
  await removeAbandonedFolders();
  const folder = await temporaryFolder();
  try {
    const server = await startEmbeddedPostgres({
      dataDir: folder,
      database: 'postgres',
      settings: NOTHING_NEEDS_TO_SURVIVE,
    });
    holder.testCluster = { folder, server };
    return server.url;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

export async function stopTestCluster(): Promise<void> {
  const cluster = holder.testCluster;
  holder.testCluster = undefined;
  await cluster?.server.stop();
  if (cluster !== undefined) await rm(cluster.folder, { recursive: true, force: true });
}
