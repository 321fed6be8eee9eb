import { chmod, chown, lstat, mkdir, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { installedBinaries } from '../../../../src/core/infrastructure/database/embedded/installedBinaries';
import { EmbeddedScene } from '../../../support/postgres/embeddedScene';
import {
  describeAsOrdinaryUser,
  describeForRoot,
  nobody,
  ordinaryUser,
} from '../../../support/postgres/ordinaryUser';
import { query } from '../../../support/postgres/query';

const scene = new EmbeddedScene();

async function permissions(path: string): Promise<string> {
  return ((await stat(path)).mode % 0o1000).toString(8);
}

describeAsOrdinaryUser('a folder that an ordinary user may not write', () => {
  it('is refused in one sentence with the remedy', async () => {
    await mkdir(scene.dataDir);
    await chmod(scene.dataDir, 0o555);

    const said = await scene.spawn('serve', ordinaryUser).said();

    expect(said.name).toBe('EmbeddedPostgresError');
    expect(said.message).toMatch(/^The data folder \/.*data cannot be written \(EACCES\): .*DATA_DIR.*\.$/);
  });
});

describe('an embedded PostgreSQL', () => {
  it('refuses a data folder that is a file', async () => {
    await writeFile(scene.dataDir, '');

    const { name, message } = await scene.refusal();

    expect(name).toBe('EmbeddedPostgresError');
    expect(message).toMatch(/cannot be written \(EEXIST\)/);
  });

  it('leaves alone what lies in the place of the cluster and is none', async () => {
    await mkdir(scene.cluster, { recursive: true });
    await chmod(scene.dataDir, 0o711);
    await writeFile(join(scene.cluster, 'thesis.txt'), 'my only copy');

    expect((await scene.refusal()).message).toMatch(/could not make its data folder .*not empty/);
    expect(await readdir(scene.cluster)).toEqual(['thesis.txt']);
  });

  it('does not begin anew when its password is lost', async () => {
    await scene.placeCluster();
    await rm(join(scene.cluster, 'portico-password'));

    expect((await scene.refusal()).message).toMatch(/Cannot read .*portico-password \(ENOENT\): /);
    expect(await readdir(scene.cluster)).toContain('PG_VERSION');
  });

  it('tells the reason when PostgreSQL itself refuses', async () => {
    await scene.placeCluster();

    await expect(scene.start({ shared_buffers: 'much' })).rejects.toThrow(
      /did not start \(invalid value.*shared_buffers.*server\.log/,
    );
  });

  it('tells how to get its binaries when their package is missing', () => {
    const other = process.platform === 'linux' ? 'darwin-arm64' : 'linux-arm64';

    expect(() => installedBinaries(other)).toThrow(/is not installed: run "npm ci.*DATABASE_URL/);
    expect(() => installedBinaries('sunos-x64')).toThrow(/no embedded .*sunos-x64: .*DATABASE_URL/);
  });
});

describeForRoot('an embedded PostgreSQL started by root', () => {
  it('lies where its user can reach it, with a link in its place', async () => {
    await mkdir(scene.dataDir, { mode: 0o700 });
    const server = await scene.start();
    await query(server.url, 'CREATE TABLE kept ()');
    await server.stop();
    expect((await lstat(scene.cluster)).isSymbolicLink()).toBe(true);
    const outside = dirname(await readlink(scene.cluster));
    try {
      const again = await scene.start();
      expect(await query(again.url, 'SELECT * FROM kept')).toEqual([]);
      await again.stop();
    } finally {
      await rm(outside, { recursive: true });
    }

    expect((await scene.refusal()).message).toMatch(/which is gone: bring it back, or remove the link/);
  });

  it('is refused a cluster that its user cannot reach', async () => {
    await scene.placeCluster();
    await chmod(scene.dataDir, 0o700);

    expect((await scene.refusal()).message).toMatch(/in place of root, cannot reach .*DATA_DIR/);
  });

  it('runs as the user to whom the cluster belongs', async () => {
    await mkdir(scene.cluster, { recursive: true });
    await chmod(scene.dataDir, 0o711);
    await chown(scene.cluster, nobody.uid, nobody.gid);

    await scene.start();

    expect((await stat(join(scene.cluster, 'postmaster.pid'))).uid).toBe(nobody.uid);
  });

  it('lets others pass through the data folder, and see nothing in it', async () => {
    await scene.start();

    expect(await permissions(scene.dataDir)).toBe('711');
    expect(await permissions(scene.cluster)).toBe('700');
  });
});
