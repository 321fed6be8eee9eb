import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { installedBinaries } from '../../../../src/core/infrastructure/database/embedded/installedBinaries';
import { usableBinaries } from '../../../../src/core/infrastructure/database/embedded/usableBinaries';
import {
  describeAsOrdinaryUser,
  describeForRoot,
  nobody,
  ordinaryUser,
} from '../../../support/postgres/ordinaryUser';
import { type Account, spawnEmbedded } from '../../../support/postgres/spawnEmbedded';
import { temporaryFolder } from '../../../support/postgres/temporaryFolder';

const run = promisify(execFile);

describe('binaries whose links to their libraries are missing', () => {
  let folder: string;
  let native: string;
  let home: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    home = join(folder, 'home');
    native = join(folder, 'package', 'native');
    await mkdir(home);
    await chmod(home, 0o711);
    const installed = installedBinaries();
    await cp(installed, native, { recursive: true, verbatimSymlinks: true });
    await cp(join(dirname(installed), 'package.json'), join(folder, 'package', 'package.json'));
    const libraries = await readdir(join(native, 'lib'), { withFileTypes: true });
    const links = libraries.filter((entry) => entry.isSymbolicLink());
    await Promise.all(links.map(({ name }) => rm(join(native, 'lib', name))));
  });

  afterEach(async () => {
    await chmod(native, 0o755);
    await chmod(join(native, 'lib'), 0o755);
    await rm(folder, { recursive: true });
  });

  /** Fails when a library is not found. */
  async function versionOf(binaries = '', account?: Account): Promise<string> {
    const options = { cwd: '/', ...account };
    return (await run(join(binaries, 'bin', 'initdb'), ['--version'], options)).stdout;
  }

  it('get them back', async () => {
    expect(await usableBinaries(native, home, undefined)).toBe(native);

    expect(await versionOf(native)).toMatch(/PostgreSQL/);
  });

  describeAsOrdinaryUser('in a folder that an ordinary user may not write', () => {
    it('are copied to the data folder', async () => {
      await run('chmod', ['-R', 'go+rX', join(folder, 'package')]);
      await chmod(join(native, 'lib'), 0o555);
      await chmod(native, 0o555);
      if (ordinaryUser !== undefined) await chown(home, ordinaryUser.uid, ordinaryUser.gid);

      const { binaries } = await spawnEmbedded('binaries', [native, home], ordinaryUser).said();

      expect(dirname(dirname(binaries ?? ''))).toBe(home);
      expect(await versionOf(binaries)).toMatch(/PostgreSQL/);
    });
  });

  describeForRoot('in a folder that the server account cannot reach', () => {
    it('are copied for it, once', async () => {
      await chmod(join(folder, 'package'), 0o700);

      const binaries = await usableBinaries(native, home, { name: 'nobody', ...nobody });

      expect(dirname(dirname(binaries))).toBe(home);
      expect(await versionOf(binaries, nobody)).toMatch(/PostgreSQL/);
      expect(await usableBinaries(native, home, { name: 'nobody', ...nobody })).toBe(binaries);
    });

    it('are copied again after an interruption, and for another account', async () => {
      await chmod(native, 0o700);
      await chmod(join(folder, 'package'), 0o700);
      await mkdir(join(home, 'postgres-binaries.new-interrupted'));
      await usableBinaries(native, home, { name: 'nobody', ...nobody });
      const other = { uid: nobody.uid - 1, gid: nobody.gid - 1 };

      const binaries = await usableBinaries(native, home, { name: 'other', ...other });

      expect(await versionOf(binaries, other)).toMatch(/PostgreSQL/);
      expect(await readdir(home)).toHaveLength(1);
    });
  });
});
