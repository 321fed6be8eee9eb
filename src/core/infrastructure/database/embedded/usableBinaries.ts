import { chmod, cp, lchown, mkdtemp, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type ServerAccount, canReach } from './ServerAccount';

const STAGING = 'postgres-binaries.new-';

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * A folder with `bin`, `lib` and `share` that the account can run: `native` itself,
 * or a copy below `home` where the account cannot reach it, or where the links to its
 * libraries are missing (npm 12 and `--ignore-scripts` do not make them) and cannot be made.
 */
export async function usableBinaries(
  native: string,
  home: string,
  account: ServerAccount | undefined,
): Promise<string> {
  const reachable = await canReach(join(native, 'bin', 'postgres'), account);
  if (reachable && (await restoreLinks(native))) return native;
  return copyOf(native, home, account);
}

/** Whether every link is there in the end. */
async function restoreLinks(native: string): Promise<boolean> {
  try {
    for (const { source, target } of await readLinks(native)) {
      const link = join(native, '..', target);
      if (!(await exists(link))) await makeLink(relative(dirname(target), source), link);
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
    throw error;
  }
}

async function makeLink(to: string, at: string): Promise<void> {
  try {
    await symlink(to, at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

async function copyOf(native: string, home: string, account: ServerAccount | undefined): Promise<string> {
  const copy = join(home, `postgres-binaries-${await versionOf(native)}`);
  const program = join(copy, 'native', 'bin', 'postgres');
  if ((await exists(program)) && (await canReach(program, account))) return join(copy, 'native');
  await removeUnfit(home, copy);
  const staging = await mkdtemp(join(home, STAGING));
  try {
    const inside = join(staging, 'native');
    await cp(native, inside, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
    await makeOurs(staging, account);
    if (!(await restoreLinks(inside))) throw new Error(`cannot make links in ${inside}`);
    await rename(staging, copy);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  return join(copy, 'native');
}

/** What an interrupted start left, and a copy made for another account. */
async function removeUnfit(home: string, copy: string): Promise<void> {
  const names = await readdir(home);
  const unfinished = names.filter((name) => name.startsWith(STAGING)).map((name) => join(home, name));
  await Promise.all([copy, ...unfinished].map((path) => rm(path, { recursive: true, force: true })));
}

/** A copy of what was read-only, or for root's eyes alone, is so too. */
async function makeOurs(folder: string, account: ServerAccount | undefined): Promise<void> {
  const inside = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of inside) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    if (account !== undefined) await lchown(path, account.uid, account.gid);
  }
  if (account !== undefined) await lchown(folder, account.uid, account.gid);
}

/** A package without links (macOS) has no such file. */
async function readLinks(native: string): Promise<Link[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return JSON.parse(text) as Link[];
}

async function versionOf(native: string): Promise<string> {
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
