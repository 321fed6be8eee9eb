import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AvatarStorage } from '../application/AvatarStorage';
import { avatarPlace } from './avatarPlace';
import { storageUnavailable } from './storageUnavailable';

/** Files that only this account can read, in one folder. Processes share them when they share the folder. */
export class DiskAvatarStorage implements AvatarStorage {
  constructor(private readonly folder: string) {}

  async put(name: string, picture: Buffer): Promise<void> {
    const file = this.fileOf(name);
    const unfinished = `${file}.unfinished`;
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeThrough(unfinished, picture);
      await rename(unfinished, file);
      await syncFolder(this.folder);
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw storageUnavailable(error);
    }
  }

  async read(name: string): Promise<Buffer | null> {
    const file = this.fileOf(name);
    try {
      return await readFile(file);
    } catch (error) {
      if (isMissing(error)) return null;
      throw storageUnavailable(error);
    }
  }

  async delete(name: string): Promise<void> {
    const file = this.fileOf(name);
    try {
      await rm(file, { force: true });
    } catch (error) {
      throw storageUnavailable(error);
    }
  }

  private fileOf(name: string): string {
    return join(this.folder, avatarPlace(name));
  }
}

async function writeThrough(file: string, content: Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A name outlives a crash of the machine once its folder is written. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
