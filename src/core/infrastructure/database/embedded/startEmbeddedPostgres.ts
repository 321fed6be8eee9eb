import { join } from 'node:path';
import { createCluster } from './createCluster';
import { type DataFolder, locateCluster, openDataFolder } from './DataFolder';
import { ensureDatabase } from './ensureDatabase';
import { installedBinaries } from './installedBinaries';
import { launchServer } from './launchServer';
import { ownerLives, takeOwnership } from './Ownership';
import { type RunningServer, endServer, findServer } from './RunningServer';
import { SUPERUSER, clusterExists, readPassword } from './superuser';
import { usableBinaries } from './usableBinaries';
import { withStartLock } from './withStartLock';

export interface EmbeddedPostgresOptions {
  /** The cluster is `postgres` in this folder, which is made when it is missing. */
  dataDir: string;
  /** Made when it is missing. */
  database: string;
  /** Further settings of postgresql.conf, by name. `fsync: 'off'` spares the sync after initdb as well. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  /** Superuser on the database, loopback only. Holds the password: not for a log. */
  url: string;
  port: number;
  /** `false`: the server belongs to another living process, and goes when that one goes. */
  owner: boolean;
  /** Fast shutdown of an owned server; leaves any other alone. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own for development, demonstration and tests, or joins the one that
 * another process runs on the same folder. It stops with its owner, SIGKILL included.
 * @throws EmbeddedPostgresError with one sentence that names the remedy
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const native = installedBinaries();
  const dataFolder = await openDataFolder(options.dataDir);
  return withStartLock(join(dataFolder, 'postgres.lock'), async () => {
    const folder = await locateCluster(dataFolder);
    const ownerFile = join(dataFolder, 'postgres.owner');
    const server = await findServer(folder.cluster);
    if (server !== undefined) {
      const alive = server.ready && (await ownerLives(ownerFile));
      const joined = alive ? await joinServer(folder.cluster, server, options.database) : undefined;
      if (joined !== undefined) return joined;
      await endServer(server);
    }
    return ownServer(folder, ownerFile, native, options);
  });
}

/** `undefined` when its owner is just stopping it. */
async function joinServer(
  cluster: string,
  { port }: RunningServer,
  database: string,
): Promise<EmbeddedPostgres | undefined> {
  const url = await superuserUrl(cluster, port, database);
  const refused = await ensureDatabase(url).catch((error: unknown) => ({ error }));
  if (refused !== undefined && (await findServer(cluster))?.ready) throw refused.error;
  return refused === undefined ? { url, port, owner: false, stop: async () => {} } : undefined;
}

async function ownServer(
  folder: DataFolder,
  ownerFile: string,
  native: string,
  { database, settings = {} }: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const binaries = await usableBinaries(native, folder.home, folder.account);
  if (!(await clusterExists(folder.cluster))) {
    await createCluster(folder, binaries, settings.fsync !== 'off');
  }
  await takeOwnership(ownerFile);
  const server = await launchServer(folder, binaries, settings);
  const end = async () => {
    await endServer(server);
    server.callOffWatchdog();
  };
  try {
    const url = await superuserUrl(folder.cluster, server.port, database);
    await ensureDatabase(url);
    let ended: Promise<void> | undefined;
    return { url, port: server.port, owner: true, stop: () => (ended ??= end()) };
  } catch (error) {
    await end();
    throw error;
  }
}

async function superuserUrl(cluster: string, port: number, database: string): Promise<string> {
  const login = `${SUPERUSER}:${await readPassword(cluster)}`;
  return `postgresql://${login}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}
