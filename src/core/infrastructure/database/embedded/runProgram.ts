import { spawn } from 'node:child_process';
import type { ServerAccount } from './ServerAccount';

/** Nothing of the caller's environment (PGPORT, PGDATA, locale, time zone …) reaches PostgreSQL. */
const SERVER_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** How a program is started for the server: as its account, in a folder that every account may enter. */
export function asAccount(account: ServerAccount | undefined) {
  return {
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  };
}

/** @throws Error with what the program wrote to its standard error, when it fails */
export async function runProgram(
  file: string,
  args: readonly string[],
  account: ServerAccount | undefined,
): Promise<void> {
  const child = spawn(file, args, { ...asAccount(account), stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(complaint.trim() || `${file} ended with ${signal ?? code}`));
    });
  });
}
