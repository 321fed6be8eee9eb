import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './EmbeddedPostgresError';

export const SUPERUSER = 'postgres';
/** In the cluster's own folder (0700), itself 0600. */
export const PASSWORD_FILE = 'portico-password';

/** Whether there is a cluster at all. An empty folder in its place is none. */
export async function clusterExists(cluster: string): Promise<boolean> {
  try {
    await stat(join(cluster, 'PG_VERSION'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw unreadable(cluster, error);
  }
}

/** @throws EmbeddedPostgresError when it is missing or belongs to another user */
export async function readPassword(cluster: string): Promise<string> {
  try {
    return await readFile(join(cluster, PASSWORD_FILE), 'utf8');
  } catch (error) {
    throw unreadable(cluster, error);
  }
}

function unreadable(cluster: string, error: unknown): EmbeddedPostgresError {
  const { code, path } = error as NodeJS.ErrnoException;
  return new EmbeddedPostgresError(
    `Cannot read ${path} (${code}): start as the user who made ${cluster}, restore it from a copy, or set DATA_DIR to a new folder.`,
    { cause: error },
  );
}
