import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from './DataFolder';
import { EmbeddedPostgresError } from './EmbeddedPostgresError';
import { PASSWORD_FILE, SUPERUSER } from './superuser';
import { runProgram } from './runProgram';

const STAGING = 'postgres.init-';

/**
 * Makes the cluster beside its place and moves it there whole, so that an interrupted initdb
 * leaves nothing but rubbish for the next one to clear away.
 */
export async function createCluster(
  { cluster, home, account }: DataFolder,
  binaries: string,
  sync: boolean,
): Promise<void> {
  await clearLeftovers(home);
  const staging = await mkdtemp(join(home, STAGING));
  const [made, password] = [join(staging, 'cluster'), join(staging, 'password')];
  try {
    await writeFile(password, randomBytes(32).toString('base64url'), { mode: 0o600 });
    if (account !== undefined) {
      await chown(password, account.uid, account.gid);
      await chown(staging, account.uid, account.gid);
    }
    await runProgram(join(binaries, 'bin', 'initdb'), initdbOptions(made, password), account);
    await rename(password, join(made, PASSWORD_FILE));
    await rename(made, cluster);
    if (sync) syncInBackground();
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL could not make its data folder ${cluster} (${reason(error)}): mend that, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  } finally {
    await discard(staging);
  }
}

function initdbOptions(cluster: string, password: string): string[] {
  return [
    ...['--pgdata', cluster, '--username', SUPERUSER, '--pwfile', password],
    ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C'],
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-instructions', '--no-sync'],
  ];
}

/** What initdb would do itself, and have the first start wait for. */
function syncInBackground(): void {
  const child = spawn('sync', { detached: true, stdio: 'ignore' });
  child.once('error', () => undefined).unref();
}

async function clearLeftovers(home: string): Promise<void> {
  const names = await readdir(home);
  const leftovers = names.filter((name) => name.startsWith(STAGING));
  await Promise.all(leftovers.map((name) => discard(join(home, name))));
}

/** An initdb that outlived its owner may still be writing here; it fails once its folder is gone. */
async function discard(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}

function reason(error: unknown): string {
  const lines = String((error as Error).message).split('\n');
  return (lines.find((line) => /error|fatal/i.test(line)) ?? lines[0] ?? '').trim();
}
