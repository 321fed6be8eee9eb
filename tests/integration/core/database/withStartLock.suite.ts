import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { stampOfThisProcess } from '../../../../src/core/infrastructure/database/embedded/ProcessStamp';
import { withStartLock } from '../../../../src/core/infrastructure/database/embedded/withStartLock';
import { temporaryFolder } from '../../../support/postgres/temporaryFolder';

describe('withStartLock', () => {
  let folder: string;
  let lock: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    lock = join(folder, 'lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Returns how many were inside at once, at most, and how many got in. */
  async function crowd(size: number): Promise<{ most: number; served: number }> {
    const seen = { inside: 0, most: 0, served: 0 };
    const visit = async () => {
      seen.inside += 1;
      seen.served += 1;
      seen.most = Math.max(seen.most, seen.inside);
      await nextTurn();
      seen.inside -= 1;
    };
    await Promise.all(Array.from({ length: size }, () => withStartLock(lock, visit)));
    return { most: seen.most, served: seen.served };
  }

  it('lets one in at a time and leaves no file behind', async () => {
    expect(await crowd(20)).toEqual({ most: 1, served: 20 });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over from a dead process by one alone, also when its process id lives on', async () => {
    const { pid } = await stampOfThisProcess();
    await writeFile(lock, JSON.stringify({ pid, startedAt: 'in another life', nonce: 'dead' }));

    expect(await crowd(20)).toEqual({ most: 1, served: 20 });
    expect(await readdir(folder)).toEqual([]);
  });

  it('survives the death of who was taking it over', async () => {
    const dead = { pid: 2 ** 22 + 1, startedAt: '' };
    await writeFile(lock, JSON.stringify({ ...dead, nonce: 'first' }));
    await writeFile(`${lock}.first`, JSON.stringify({ ...dead, nonce: 'second' }));

    expect(await crowd(5)).toEqual({ most: 1, served: 5 });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is free again after a failure', async () => {
    const failing = withStartLock(lock, () => Promise.reject(new Error('no room')));
    await expect(failing).rejects.toThrow('no room');

    expect(await withStartLock(lock, async () => 'served')).toBe('served');
  });
});
