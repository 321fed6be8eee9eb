import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'portico-test-';
const ROOM_FOR_CLUSTERS = 2 * 1024 ** 3;

/**
 * A folder that everybody may pass through, so that root's server account can.
 * In memory where there is room: files are made many times faster there than on most disks.
 */
export async function temporaryFolder(): Promise<string> {
  const parent = (await room('/dev/shm')) > ROOM_FOR_CLUSTERS ? '/dev/shm' : tmpdir();
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  await chmod(folder, 0o711);
  return folder;
}

/** Removes what test runs left behind that were killed. */
export async function removeAbandonedFolders(): Promise<void> {
  for (const parent of ['/dev/shm', tmpdir()]) {
    const names = await readdir(parent).catch(() => []);
    const abandoned = names.filter((name) => name.startsWith(PREFIX) && !isAlive(ownerOf(name)));
    await Promise.all(
      abandoned.map((name) => rm(join(parent, name), { recursive: true, force: true }).catch(() => {})),
    );
  }
}

function ownerOf(name: string): number {
  return Number.parseInt(name.slice(PREFIX.length), 10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** In bytes. */
async function room(path: string): Promise<number> {
  const space = await statfs(path).catch(() => ({ bavail: 0, bsize: 0 }));
  return space.bavail * space.bsize;
}
