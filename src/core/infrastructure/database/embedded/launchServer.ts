import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { DataFolder } from './DataFolder';
import { EmbeddedPostgresError } from './EmbeddedPostgresError';
import { type RunningServer, endServer, findServer } from './RunningServer';
import { choosePort } from './choosePort';
import { asAccount } from './runProgram';
import { serverOptions } from './serverOptions';

/**
 * Starts the server and then waits for the end of its standard input, which the kernel closes when
 * the owner dies, however it dies; also when that was while the server started. Then it stops the
 * server, unless the cluster has been given to another one. In a session of its own, out of reach of Ctrl-C.
 */
const WATCHDOG = `
mv -f "$2/server.log" "$2/server.log.1" 2>/dev/null
"$1" start --silent --wait --pgdata "$2" --log "$2/server.log" --options "$3" </dev/null || exit 1
read -r pid <"$2/postmaster.pid" || exit 1
trap '' PIPE
echo "$pid"
read -r end
read -r now <"$2/postmaster.pid" && [ "$now" = "$pid" ] && kill -INT "$pid"
`;
const ATTEMPTS = 5;

export interface LaunchedServer extends RunningServer {
  callOffWatchdog(): void;
}

/** Resolves when the server takes connections. */
export async function launchServer(
  folder: DataFolder,
  binaries: string,
  settings: Record<string, string>,
): Promise<LaunchedServer> {
  for (let attempt = 1; ; attempt += 1) {
    const options = serverOptions(await choosePort(folder.cluster), settings);
    const watchdog = startWatchdog(folder, binaries, options);
    const complaint = await untilStarted(watchdog);
    const server = await findServer(folder.cluster);
    if (complaint === undefined && server !== undefined) {
      detach(watchdog);
      return { ...server, callOffWatchdog: () => watchdog.kill('SIGKILL') };
    }
    if (server !== undefined) await endServer(server);
    const cause = (await loggedFaults(folder.cluster)) || complaint;
    const passing = /could not (bind|create any TCP)|still in use|already exists/.test(cause ?? '');
    if (!passing || attempt === ATTEMPTS) throw refusal(folder.cluster, cause);
  }
}

function startWatchdog({ cluster, account }: DataFolder, binaries: string, options: string) {
  const program = join(binaries, 'bin', 'pg_ctl');
  return spawn('/bin/sh', ['-c', WATCHDOG, 'postgres-watchdog', program, cluster, options], {
    ...asAccount(account),
    detached: true,
    stdio: 'pipe',
  });
}

/** The watchdog speaks once the server is ready, and ends when it did not get ready: then with a complaint. */
async function untilStarted(watchdog: ChildProcess): Promise<string | undefined> {
  let complaint = '';
  watchdog.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const spoke = once(watchdog.stdout as Socket, 'data').then(() => undefined);
  const ended = once(watchdog, 'close').then(() => complaint.split('\n')[0] ?? '');
  return Promise.race([spoke, ended]);
}

/** Keeps the pipe but lets this process end without it. */
function detach(watchdog: ChildProcess): void {
  watchdog.unref();
  (watchdog.stdin as Socket).unref();
  watchdog.stdout?.destroy();
  watchdog.stderr?.destroy();
}

async function loggedFaults(cluster: string): Promise<string> {
  const log = await readFile(join(cluster, 'server.log'), 'utf8').catch(() => '');
  const faults = log.split('\n').filter((line) => /FATAL|PANIC|ERROR|could not/.test(line));
  return faults.map((line) => line.replace(/^.*?(FATAL|PANIC|ERROR|LOG|WARNING): +/, '')).join('; ');
}

function refusal(cluster: string, cause: string | undefined): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL did not start (${cause || 'it gave no reason'}): see ${join(cluster, 'server.log')}, or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}
