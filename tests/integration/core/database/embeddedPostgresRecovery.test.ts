import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { EmbeddedPostgres } from '../../../../src/core/infrastructure/database/embedded/startEmbeddedPostgres';
import { EmbeddedScene, answers } from '../../../support/postgres/embeddedScene';
import { startedByRoot } from '../../../support/postgres/ordinaryUser';
import { query } from '../../../support/postgres/query';
import { serversOn, waitUntil, watchdogsOn } from '../../../support/postgres/serverProcesses';

const scene = new EmbeddedScene();

describe('an embedded PostgreSQL', () => {
  it('starts anew after its owner was killed, whenever the old watchdog wakes up', async () => {
    await scene.placeCluster();
    const killed = scene.spawn();
    await killed.said();
    const [before] = await serversOn(scene.folder);
    const [watchdog = 0] = await watchdogsOn(scene.folder);
    process.kill(watchdog, 'SIGSTOP');
    await killed.kill();

    const server = await scene.start();
    process.kill(watchdog, 'SIGCONT');
    await waitUntil(async () => (await watchdogsOn(scene.folder)).length === 1);

    expect(server.owner).toBe(true);
    expect(await answers(server.url)).toBe(true);
    expect(await serversOn(scene.folder)).not.toContain(before);
  });

  it('recovers from an initdb that was killed half way', async () => {
    const killed = scene.spawn();
    await waitUntil(async () => {
      const names = await readdir(scene.dataDir).catch(() => []);
      const staging = names.find((name) => name.startsWith('postgres.init-')) ?? 'none';
      const begun: string[] = await readdir(join(scene.dataDir, staging, 'cluster')).catch(() => []);
      return begun.includes('base');
    });
    await killed.kill();
    expect(await readdir(scene.dataDir)).not.toContain('postgres');

    const server = await scene.start();

    expect(await answers(server.url)).toBe(true);
    expect(await scene.leftovers()).toEqual([]);
  });

  it('takes another port when somebody took its own', async () => {
    await scene.placeCluster();
    const first = await scene.start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    await once(squatter, 'listening');

    const second = await scene.start();
    squatter.close();

    expect(second.port).not.toBe(first.port);
    expect(await answers(second.url)).toBe(true);
  });
});

describe('a postmaster.pid left by a dead server', () => {
  beforeEach(() => scene.placeCluster());

  async function startOverPidFileOf(pid: number | undefined): Promise<EmbeddedPostgres> {
    const first = await scene.start();
    const file = join(scene.cluster, 'postmaster.pid');
    const [, ...lines] = (await readFile(file, 'utf8')).split('\n');
    await first.stop();
    await writeFile(file, [pid, ...lines].join('\n'));
    return scene.start();
  }

  it('is removed when nothing has its process id', async () => {
    const ended = spawn('true');
    await once(ended, 'exit');

    const server = await startOverPidFileOf(ended.pid);

    expect(server.owner).toBe(true);
    expect(await answers(server.url)).toBe(true);
  });

  it('is removed when another process got its process id, which is left in peace', async () => {
    // PostgreSQL itself gives way only to a process of its own user.
    const { uid, gid } = await stat(scene.cluster);
    const stranger = spawn('sleep', ['60'], { cwd: '/', ...(startedByRoot ? { uid, gid } : {}) });

    const server = await startOverPidFileOf(stranger.pid);

    expect(server.owner).toBe(true);
    expect(await serversOn(scene.folder)).not.toContain(stranger.pid);
    expect(stranger.kill('SIGKILL')).toBe(true);
    expect(await once(stranger, 'exit')).toEqual([null, 'SIGKILL']);
  });

  it('is removed when the server was killed while it had connections', async () => {
    const first = await scene.start();
    const working = query(first.url, 'SELECT pg_sleep(60)').catch(() => 'cut off');
    await waitUntil(async () => {
      const asleep = await query(first.url, `SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'`);
      return asleep.length === 1;
    });
    const [killed = 0] = await serversOn(scene.folder);
    process.kill(killed, 'SIGKILL');

    const server = await scene.start();

    expect(server.owner).toBe(true);
    expect(await answers(server.url)).toBe(true);
    expect(await working).toBe('cut off');
  });
});
