import {
  access,
  chmod,
  constants,
  mkdir,
  mkdtemp,
  readlink,
  realpath,
  stat,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './EmbeddedPostgresError';
import { type ServerAccount, canReach, findServerAccount } from './ServerAccount';

const OUTSIDE = '/var/lib/portico';

export interface DataFolder {
  /** Where the cluster is, or is going to be. */
  readonly cluster: string;
  /** The folder that holds the cluster, and what must be on one file system with it. */
  readonly home: string;
  readonly account: ServerAccount | undefined;
}

/**
 * Makes the folder if need be and returns its real path. Root makes it passable but not
 * readable for others (0711), so that the server's account gets to the cluster and to nothing else.
 * @throws EmbeddedPostgresError when it cannot be written
 */
export async function openDataFolder(dataDir: string): Promise<string> {
  const folder = resolve(dataDir);
  try {
    const made = await mkdir(folder, { recursive: true });
    if (made !== undefined) await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
    await access(folder, constants.W_OK + constants.X_OK);
    return await realpath(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EmbeddedPostgresError(
      `The data folder ${folder} cannot be written (${code}): make it writable for user id ${process.getuid?.()}, set DATA_DIR to a folder that is, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
}

/**
 * The cluster is `postgres` in the data folder. Where root's server account cannot pass through the
 * folders above (a clone in /root), `postgres` is a link to a folder of its own below /var/lib.
 */
export async function locateCluster(folder: string): Promise<DataFolder> {
  const entry = join(folder, 'postgres');
  const account = await findServerAccount(entry);
  const linked = await readlink(entry).catch(() => undefined);
  if (linked !== undefined) return checked(resolve(folder, linked), account);
  if ((await exists(entry)) || (await canReach(folder, account))) return checked(entry, account);
  const cluster = join(await outsideFolder(), 'postgres');
  await symlink(cluster, entry);
  return checked(cluster, account);
}

async function outsideFolder(): Promise<string> {
  await mkdir(OUTSIDE, { recursive: true });
  await chmod(OUTSIDE, 0o711);
  const folder = await mkdtemp(join(OUTSIDE, 'data-'));
  await chmod(folder, 0o711);
  return folder;
}

async function checked(cluster: string, account: ServerAccount | undefined): Promise<DataFolder> {
  const home = dirname(cluster);
  if (!(await exists(home))) {
    throw new EmbeddedPostgresError(
      `The database lies in ${cluster}, which is gone: bring it back, or remove the link to it to begin with an empty database.`,
    );
  }
  if (!(await canReach(home, account))) {
    throw new EmbeddedPostgresError(
      `User "${account?.name}", who runs PostgreSQL in place of root, cannot reach ${home}: set DATA_DIR to a folder that can be reached, or start as an ordinary user.`,
    );
  }
  const real = await realpath(home);
  return { cluster: join(real, basename(cluster)), home: real, account };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
