import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError } from './EmbeddedPostgresError';
import { type ProcessStamp, isRunning } from './ProcessStamp';
import { describeProcess } from './describeProcess';

export interface RunningServer extends ProcessStamp {
  readonly port: number;
  readonly ready: boolean;
}

const POLL_MS = 10;
const FAST_SHUTDOWN_MS = 8_000;
const IMMEDIATE_SHUTDOWN_MS = 2_000;

/**
 * The server that runs on this cluster, by its `postmaster.pid` (pid, folder, start, port, …, status).
 * A file left by a server that died is removed, also when its pid belongs to another process by now.
 */
export async function findServer(cluster: string): Promise<RunningServer | undefined> {
  const file = join(cluster, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const found = pid > 0 ? await describeProcess(pid) : undefined;
  const startedAt = `${found?.command} `.includes(` -D ${cluster} `) ? found?.startedAt : undefined;
  if (startedAt === undefined) await rm(file, { force: true }).catch(() => undefined);
  return startedAt === undefined
    ? undefined
    : { pid, startedAt, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Fast shutdown: open transactions are rolled back. Resolves when the server has ended. */
export async function endServer(server: ProcessStamp): Promise<void> {
  if (await endedAfter(server, 'SIGINT', FAST_SHUTDOWN_MS)) return;
  if (await endedAfter(server, 'SIGQUIT', IMMEDIATE_SHUTDOWN_MS)) return;
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL (process ${server.pid}) does not end: end it with "kill -9 ${server.pid}".`,
  );
}

async function endedAfter(server: ProcessStamp, signal: NodeJS.Signals, patience: number): Promise<boolean> {
  if (!(await isRunning(server))) return true;
  try {
    process.kill(server.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  for (const deadline = Date.now() + patience; Date.now() < deadline; await pause(POLL_MS)) {
    if (!(await isRunning(server))) return true;
  }
  return false;
}
