import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedScene, answers } from '../../../support/postgres/embeddedScene';
import {
  describeAsOrdinaryUser,
  describeForRoot,
  ordinaryUser,
} from '../../../support/postgres/ordinaryUser';
import { query } from '../../../support/postgres/query';
import { serversOn, waitUntil } from '../../../support/postgres/serverProcesses';
import type { Account } from '../../../support/postgres/spawnEmbedded';

const scene = new EmbeddedScene();

describeForRoot('an embedded PostgreSQL started by root', () => behavesWell(undefined));
describeAsOrdinaryUser('an embedded PostgreSQL started by an ordinary user', () => behavesWell(ordinaryUser));

function behavesWell(account: Account | undefined): void {
  beforeEach(() => scene.giveFolderTo(account));

  it('keeps its data, its port and its secrets from one start to the next', async () => {
    const first = scene.spawn('serve', account);
    const cold = await first.said();
    await query(cold.url, `CREATE TABLE kept AS SELECT 'Ünïcode ÄÖ' AS word`);
    await first.stop();
    expect(await serversOn(scene.folder)).toEqual([]);

    const warm = await scene.spawn('serve', account).said();

    expect(warm).toEqual(cold);
    expect(cold).toMatchObject({ owner: true });
    expect(await query(warm.url, 'SELECT lower(word) AS word FROM kept')).toEqual([{ word: 'ünïcode äö' }]);
    const secret = await stat(join(scene.cluster, 'portico-password'));
    expect((secret.mode % 0o1000).toString(8)).toBe('600');
    expect((await stat(scene.cluster)).uid).not.toBe(0);
  });

  it('lets nobody in without the password', async () => {
    await scene.placeCluster(account);
    const url = new URL((await scene.spawn('serve', account).said()).url);

    url.password = 'guessed';

    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('is joined by another process, which leaves it running', async () => {
    await scene.placeCluster(account);
    const owner = scene.spawn('serve', account);
    const owned = await owner.said();
    const guest = scene.spawn('serve', account);

    expect(await guest.said()).toEqual({ ...owned, owner: false });
    await guest.stop();

    expect(await answers(owned.url)).toBe(true);
    await owner.stop();
    expect(await answers(owned.url)).toBe(false);
  });

  it('ends with its owner, though the whole process group of that one was killed', async () => {
    await scene.placeCluster(account);
    const owner = scene.spawn('serve', account);
    await owner.said();

    owner.signalGroup('SIGKILL');
    await owner.ended();

    await waitUntil(async () => (await serversOn(scene.folder)).length === 0);
    expect(await readdir(scene.cluster)).not.toContain('postmaster.pid');
  });

  it('answers until its owner has drained after Ctrl-C', async () => {
    await scene.placeCluster(account);
    const owner = scene.spawn('serve', account);
    await owner.said();

    owner.signalGroup('SIGINT');

    expect(await owner.said()).toEqual({ drained: [{ one: 1 }] });
    await owner.ended();
    expect(await serversOn(scene.folder)).toEqual([]);
  });
}

describe('an embedded PostgreSQL', () => {
  it('neither keeps a process alive that forgets to stop it, nor outlives that process', async () => {
    await scene.placeCluster();
    const careless = scene.spawn('forget');
    const { url } = await careless.said();

    await careless.ended();

    await waitUntil(async () => (await serversOn(scene.folder)).length === 0);
    expect(await answers(url)).toBe(false);
  });

  it('has one owner when several processes start at once on an empty folder', async () => {
    const started = [scene.spawn(), scene.spawn(), scene.spawn()];
    const said = await Promise.all(started.map((one) => one.said()));

    expect(said.filter(({ owner }) => owner)).toHaveLength(1);
    expect(new Set(said.map(({ url }) => url)).size).toBe(1);
    expect(await serversOn(scene.folder)).toHaveLength(1);
    expect(await scene.leftovers()).toEqual([]);
  });

  it('takes settings, whatever characters they hold, but listens on loopback alone', async () => {
    const { url } = await scene.start(
      { cluster_name: `it's $HOME`, listen_addresses: '*', unix_socket_directories: '/tmp' },
      `Ann's "own" data`,
    );

    const asked = ['cluster_name', 'listen_addresses', 'unix_socket_directories'];
    const columns = asked.map((name) => `current_setting('${name}') AS ${name}`);
    const [row] = await query(url, `SELECT current_database() AS base, ${columns.join(', ')}`);
    expect(row).toEqual({
      base: `Ann's "own" data`,
      cluster_name: `it's $HOME`,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
    });
  });
});
