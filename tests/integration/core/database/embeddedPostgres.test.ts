import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, lstat, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { installedBinaries } from '../../../../src/core/infrastructure/database/embedded/installedBinaries';
import type { ServerAccount } from '../../../../src/core/infrastructure/database/embedded/ServerAccount';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../../src/core/infrastructure/database/embedded/startEmbeddedPostgres';
import { usableBinaries } from '../../../../src/core/infrastructure/database/embedded/usableBinaries';
import { query } from '../../../support/postgres/query';
import { type EmbeddedProcess, spawnEmbedded } from '../../../support/postgres/spawnEmbedded';
import { temporaryFolder } from '../../../support/postgres/temporaryFolder';

const run = promisify(execFile);
const root = process.getuid?.() === 0;
const nobody: ServerAccount = { name: 'nobody', uid: 65534, gid: 65534 };

let madeBefore: string;
let folder: string;
let dataDir: string;
let children: EmbeddedProcess[];
let servers: EmbeddedPostgres[];
let others: ChildProcess[];

beforeAll(async () => {
  madeBefore = await temporaryFolder();
  const server = await startEmbeddedPostgres({
    dataDir: madeBefore,
    database: 'portico',
    settings: { fsync: 'off' },
  });
  await server.stop();
});

afterAll(async () => {
  await rm(madeBefore, { recursive: true, force: true });
});

beforeEach(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder, 'data');
  children = [];
  servers = [];
  others = [];
});

afterEach(async () => {
  await Promise.all(children.map((one) => one.kill()));
  await Promise.all(servers.map((server) => server.stop()));
  others.forEach((other) => other.kill('SIGKILL'));
  await waitUntil(async () => !(await serverOn(folder)));
  await rm(folder, { recursive: true, force: true });
});

function idsOf({ uid, gid }: ServerAccount) {
  return { uid, gid };
}

function child(action: 'serve' | 'forget', account?: ServerAccount): EmbeddedProcess {
  const made = spawnEmbedded(action, [dataDir], account && idsOf(account));
  children.push(made);
  return made;
}

/** Spares a test that is not about the first start its initdb. */
async function clusterMadeBefore(account?: ServerAccount): Promise<void> {
  await run('cp', ['-a', madeBefore, dataDir]);
  if (account !== undefined) await run('chown', ['-R', `${account.uid}:${account.gid}`, dataDir]);
}

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, database: 'portico', settings: { fsync: 'off' } });
  servers.push(server);
  return server;
}

async function refusal(): Promise<Error> {
  return start().then(
    () => new Error('it started'),
    (error: unknown) => error as Error,
  );
}

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 1000) throw new Error('waited for 10 s in vain');
    await pause(10);
  }
}

/** Whether any postmaster runs on a folder below `path`. */
async function serverOn(path: string): Promise<boolean> {
  const { stdout } = await run('ps', ['-A', '-ww', '-o', 'args=']);
  return stdout.split('\n').some((line) => line.includes(`postgres -D ${path}`));
}

async function answers(url: string): Promise<boolean> {
  return query(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

async function postmasterOf(cluster: string): Promise<number> {
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** Whether a user other than root can run this checkout at all: not so in a clone inside /root. */
function ordinaryUserCanRun(): boolean {
  if (!root) return true;
  const look = `require('node:fs').accessSync(${JSON.stringify(__filename)})`;
  const { status } = spawnSync(process.execPath, ['-e', look], { ...idsOf(nobody), cwd: '/' });
  if (status !== 0) console.warn('SKIPPED: user nobody cannot reach node or this checkout.');
  return status === 0;
}

const asOrdinaryUser = ordinaryUserCanRun() ? describe : describe.skip;
const ordinary = root ? nobody : undefined;

(root ? describe : describe.skip)('started by root', () => behavesWell(undefined));
asOrdinaryUser('started by an ordinary user', () => behavesWell(ordinary));

function behavesWell(account: ServerAccount | undefined): void {
  beforeEach(async () => {
    if (account !== undefined) await chown(folder, account.uid, account.gid);
  });

  it('keeps its data, its port and its secrets from one start to the next', async () => {
    const first = child('serve', account);
    const cold = await first.said();
    await query(cold.url, `CREATE TABLE kept AS SELECT 'Ünïcode ÄÖ' AS word`);
    await first.stop();
    expect(await serverOn(dataDir)).toBe(false);

    const second = child('serve', account);
    const warm = await second.said();

    expect(warm).toEqual(cold);
    expect(cold).toMatchObject({ owner: true });
    expect(await query(warm.url, 'SELECT lower(word) AS word FROM kept')).toEqual([{ word: 'ünïcode äö' }]);
    const secret = await stat(join(dataDir, 'postgres', 'portico-password'));
    expect((secret.mode % 0o1000).toString(8)).toBe('600');
    expect((await stat(join(dataDir, 'postgres'))).uid).not.toBe(0);
    const wrong = new URL(warm.url);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('joins the server of another process and leaves it running', async () => {
    await clusterMadeBefore(account);
    const owner = child('serve', account);
    const owned = await owner.said();
    const guest = child('serve', account);

    expect(await guest.said()).toEqual({ ...owned, owner: false });
    await guest.stop();

    expect(await answers(owned.url)).toBe(true);
    await owner.stop();
    expect(await answers(owned.url)).toBe(false);
  });

  it('ends with its owner, though the whole process group of that one was killed', async () => {
    await clusterMadeBefore(account);
    const owner = child('serve', account);
    await owner.said();

    process.kill(-(owner.child.pid ?? 0), 'SIGKILL');
    await owner.ended();

    await waitUntil(async () => !(await serverOn(dataDir)));
    expect(await readdir(join(dataDir, 'postgres'))).not.toContain('postmaster.pid');
  });

  it('answers until its owner has drained after Ctrl-C', async () => {
    await clusterMadeBefore(account);
    const owner = child('serve', account);
    await owner.said();

    process.kill(-(owner.child.pid ?? 0), 'SIGINT');

    expect(await owner.said()).toEqual({ drained: [{ one: 1 }] });
    await owner.ended();
    expect(await serverOn(dataDir)).toBe(false);
  });
}

it('neither keeps a process alive that forgets to stop it, nor outlives that process', async () => {
  await clusterMadeBefore();
  const careless = child('forget');
  const { url } = await careless.said();

  await careless.ended();

  await waitUntil(async () => !(await serverOn(dataDir)));
  expect(await answers(url)).toBe(false);
});

it('starts anew at once after its owner was killed, out of reach of the old watchdog', async () => {
  await clusterMadeBefore();
  const killed = child('serve');
  await killed.said();
  await killed.kill();

  const server = await start();

  expect(server.owner).toBe(true);
  await expect(query(server.url, 'SELECT pg_sleep(0.3)')).resolves.toHaveLength(1);
});

it('has one owner when several processes start at once on an empty folder', async () => {
  const said = await Promise.all([child('serve'), child('serve'), child('serve')].map((one) => one.said()));

  expect(said.filter(({ owner }) => owner)).toHaveLength(1);
  expect(new Set(said.map(({ url }) => url)).size).toBe(1);
  expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.owner']);
});

it('recovers from an initdb that was killed half way', async () => {
  const killed = child('serve');
  await waitUntil(async () => {
    const names = await readdir(dataDir).catch(() => []);
    const staging = names.find((name) => name.startsWith('postgres.init-'));
    const begun: string[] = await readdir(join(dataDir, staging ?? '', 'cluster')).catch(() => []);
    return staging !== undefined && begun.includes('base');
  });
  await killed.kill();
  expect(await readdir(dataDir)).not.toContain('postgres');

  const server = await start();

  expect(await answers(server.url)).toBe(true);
  expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.owner']);
});

describe('a postmaster.pid left by a dead server', () => {
  beforeEach(() => clusterMadeBefore());

  async function startOverPidFileOf(pid: number): Promise<EmbeddedPostgres> {
    const first = await start();
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await first.stop();
    await writeFile(file, [String(pid), ...lines.slice(1)].join('\n'));
    return start();
  }

  it('is removed when nothing has its process id', async () => {
    const ended = spawn('true');
    await once(ended, 'exit');

    const server = await startOverPidFileOf(ended.pid ?? 0);

    expect(server.owner).toBe(true);
    expect(await answers(server.url)).toBe(true);
  });

  it('is removed when another process got its process id, which is left in peace', async () => {
    const cluster = join(dataDir, 'postgres');
    const account = root ? await someServerAccount() : {};
    const stranger = spawn('sleep', ['60'], { ...account, cwd: '/' });
    others.push(stranger);

    const server = await startOverPidFileOf(stranger.pid ?? 0);

    expect(server.owner).toBe(true);
    expect(await postmasterOf(cluster)).not.toBe(stranger.pid);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });

  it('is removed when the server was killed while it had connections', async () => {
    const first = await start();
    const working = query(first.url, 'SELECT pg_sleep(60)').catch(() => 'cut off');
    process.kill(await postmasterOf(join(dataDir, 'postgres')), 'SIGKILL');

    const server = await start();

    expect(server.owner).toBe(true);
    expect(await answers(server.url)).toBe(true);
    expect(await working).toBe('cut off');
  });

  /** PostgreSQL itself gives way only to a process of its own user. */
  async function someServerAccount(): Promise<{ uid: number; gid: number }> {
    const { uid, gid } = await stat(join(dataDir, 'postgres'));
    return { uid, gid };
  }
});

it('takes another port when somebody took its own', async () => {
  await clusterMadeBefore();
  const first = await start();
  await first.stop();
  const squatter = createServer().listen(first.port, '127.0.0.1');
  await once(squatter, 'listening');

  const second = await start();
  squatter.close();

  expect(second.port).not.toBe(first.port);
  expect(await answers(second.url)).toBe(true);
});

it('passes settings on, whatever characters they hold, but listens on loopback alone', async () => {
  const server = await startEmbeddedPostgres({
    dataDir,
    database: `Ann's "own" data`,
    settings: {
      fsync: 'off',
      cluster_name: `it's $HOME`,
      listen_addresses: '*',
      unix_socket_directories: '/tmp',
    },
  });
  servers.push(server);

  const [row] = await query(
    server.url,
    `SELECT current_database() AS base, current_setting('cluster_name') AS name, current_setting('listen_addresses') AS address, current_setting('unix_socket_directories') AS sockets`,
  );
  expect(row).toEqual({ base: `Ann's "own" data`, name: `it's $HOME`, address: '127.0.0.1', sockets: '' });
});

asOrdinaryUser('a folder that an ordinary user may not write', () => {
  it('is refused in one sentence with the remedy', async () => {
    await mkdir(dataDir);
    await chmod(dataDir, 0o555);

    const said = await child('serve', ordinary).said();

    expect(said.name).toBe('EmbeddedPostgresError');
    expect(said.message).toMatch(/^The data folder .*data cannot be written \(EACCES\): .*DATA_DIR.*\.$/);
    expect(said.message).not.toContain('\n');
  });
});

describe('what cannot be', () => {
  it('refuses a data folder that is a file', async () => {
    await writeFile(dataDir, '');

    expect(await refusal()).toMatchObject({ name: 'EmbeddedPostgresError' });
  });

  it('leaves alone what lies in the place of the cluster and is none', async () => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'thesis.txt'), 'my only copy');

    expect((await refusal()).message).toMatch(/could not make its data folder/);
    expect(await readdir(join(dataDir, 'postgres'))).toEqual(['thesis.txt']);
  });

  it('tells the reason when PostgreSQL itself refuses', async () => {
    const options = { dataDir, database: 'portico', settings: { fsync: 'off', shared_buffers: 'much' } };

    await expect(startEmbeddedPostgres(options)).rejects.toThrow(
      /did not start \(invalid value.*shared_buffers/,
    );
  });

  it('tells how to get the binaries when their package is missing', () => {
    const other = process.platform === 'linux' ? 'darwin-arm64' : 'linux-arm64';
    expect(() => installedBinaries(other)).toThrow(/is not installed: run "npm ci.*DATABASE_URL/);
    expect(() => installedBinaries('sunos-x64')).toThrow(
      /no embedded PostgreSQL for sunos-x64: .*DATABASE_URL/,
    );
  });
});

describe('binaries whose links to their libraries are missing', () => {
  let native: string;

  beforeEach(async () => {
    const installed = installedBinaries();
    native = join(folder, 'package', 'native');
    await cp(installed, native, { recursive: true, verbatimSymlinks: true });
    await cp(join(dirname(installed), 'package.json'), join(folder, 'package', 'package.json'));
    const libraries = await readdir(join(native, 'lib'), { withFileTypes: true });
    const links = libraries.filter((entry) => entry.isSymbolicLink());
    await Promise.all(links.map(({ name }) => rm(join(native, 'lib', name))));
  });

  const initdbWorks = async (binaries: string, account?: ServerAccount) =>
    (await run(join(binaries, 'bin', 'initdb'), ['--version'], { cwd: '/', ...account })).stdout;

  it('gets them back', async () => {
    await expect(initdbWorks(native)).rejects.toThrow();

    const binaries = await usableBinaries(native, folder, undefined);

    expect(binaries).toBe(native);
    expect(await initdbWorks(binaries)).toMatch(/PostgreSQL/);
  });

  asOrdinaryUser('who may not write there', () => {
    it('has them copied to the data folder', async () => {
      await chmod(join(native, 'lib'), 0o555);
      await chmod(join(native), 0o555);
      await mkdir(dataDir);
      if (ordinary !== undefined) await chown(dataDir, ordinary.uid, ordinary.gid);
      const one = spawnEmbedded('binaries', [native, dataDir], ordinary && idsOf(ordinary));
      children.push(one);

      const { binaries } = await one.said();
      await chmod(join(native), 0o755);
      await chmod(join(native, 'lib'), 0o755);

      expect(binaries).toMatch(new RegExp(`^${dataDir}/postgres-binaries-`));
      expect(await initdbWorks(binaries ?? '')).toMatch(/PostgreSQL/);
    });
  });

  (root ? describe : describe.skip)('for root', () => {
    it('is copied for the server account when that cannot reach them', async () => {
      await mkdir(dataDir, { mode: 0o711 });
      await chmod(join(folder, 'package'), 0o700);

      const binaries = await usableBinaries(native, dataDir, nobody);

      expect(binaries).toMatch(new RegExp(`^${dataDir}/postgres-binaries-`));
      expect(await initdbWorks(binaries, nobody)).toMatch(/PostgreSQL/);
      expect(await usableBinaries(native, dataDir, nobody)).toBe(binaries);
    });
  });
});

(root ? describe : describe.skip)('for root alone', () => {
  it('puts the cluster where the server account can reach it, and a link in its place', async () => {
    await mkdir(dataDir, { mode: 0o700 });
    const server = await start();
    await query(server.url, 'CREATE TABLE kept ()');
    await server.stop();
    const entry = join(dataDir, 'postgres');
    expect((await lstat(entry)).isSymbolicLink()).toBe(true);
    const { stdout } = await run('readlink', [entry]);
    try {
      const again = await start();
      expect(await query(again.url, 'SELECT * FROM kept')).toEqual([]);
      await again.stop();
    } finally {
      await rm(dirname(stdout.trim()), { recursive: true });
    }

    expect((await refusal()).message).toMatch(/which is gone: bring it back, or remove the link/);
  });

  it('runs the server as the user to whom the cluster belongs', async () => {
    const cluster = join(dataDir, 'postgres');
    await mkdir(cluster, { recursive: true });
    await chmod(dataDir, 0o711);
    await chown(cluster, nobody.uid, nobody.gid);

    const server = await start();

    const { stdout } = await run('ps', ['-o', 'user=', '-p', String(await postmasterOf(cluster))]);
    expect(stdout.trim()).toBe('nobody');
    await server.stop();
  });

  it('lets others pass through the data folder, and see nothing in it', async () => {
    await start();

    expect(((await stat(dataDir)).mode % 0o1000).toString(8)).toBe('711');
    expect(((await stat(join(dataDir, 'postgres'))).mode % 0o1000).toString(8)).toBe('700');
  });
});
