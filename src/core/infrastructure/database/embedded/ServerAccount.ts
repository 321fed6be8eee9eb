import type { Stats } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './EmbeddedPostgresError';

/** The operating system's user that the server runs as, where that is not the current one. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root: root hands over to the owner of the cluster, or else to `postgres` or `nobody`.
 * `undefined` means that the current user will do.
 */
export async function findServerAccount(cluster: string): Promise<ServerAccount | undefined> {
  return process.getuid?.() === 0 ? delegateOfRoot(cluster) : undefined;
}

async function delegateOfRoot(cluster: string): Promise<ServerAccount> {
  const accounts = await readAccounts();
  const named = (name: string) => accounts.find((account) => account.name === name);
  const owner = await stat(cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) {
    const name = accounts.find(({ uid }) => uid === owner.uid)?.name ?? String(owner.uid);
    return { name, uid: owner.uid, gid: owner.gid };
  }
  const account = named('postgres') ?? named('nobody');
  if (account !== undefined) return account;
  throw new EmbeddedPostgresError(
    'PostgreSQL refuses to run as root and there is neither a user "postgres" nor "nobody" to run it: start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether the account may pass through (or run) `path`, by the mode bits of it and of every folder above. */
export async function canReach(path: string, account: ServerAccount | undefined): Promise<boolean> {
  if (account === undefined) return true;
  for (let at = await realpath(path); ; at = dirname(at)) {
    if (!mayExecute(await stat(at), account)) return false;
    if (at === dirname(at)) return true;
  }
}

/** The last three octal digits of a mode are those of owner, group and others; an odd one allows execution. */
function mayExecute({ mode, uid, gid }: Stats, account: ServerAccount): boolean {
  const [owner, group, others] = mode.toString(8).slice(-3);
  let digit = others;
  if (gid === account.gid) digit = group;
  if (uid === account.uid) digit = owner;
  return Number(digit) % 2 === 1;
}

async function readAccounts(): Promise<ServerAccount[]> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0);
}
