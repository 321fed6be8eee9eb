import { randomUUID } from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError } from './EmbeddedPostgresError';
import { type ProcessStamp, isRunning, stampOfThisProcess } from './ProcessStamp';

interface Claim extends ProcessStamp {
  readonly nonce: string;
}

const PATIENCE_MS = 60_000;
const POLL_MS = 20;

/**
 * Runs `action` while no other process runs one under the same lock file.
 * The lock of a process that died is taken over.
 * @throws EmbeddedPostgresError when a living process keeps the lock for a minute
 */
export async function withStartLock<Result>(path: string, action: () => Promise<Result>): Promise<Result> {
  const claim: Claim = { ...(await stampOfThisProcess()), nonce: randomUUID() };
  for (const deadline = Date.now() + PATIENCE_MS; !(await take(path, claim));) {
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        `Another process has been starting the embedded PostgreSQL for a minute: end it, or remove ${path} when there is none.`,
      );
    }
    await pause(POLL_MS);
  }
  try {
    return await action();
  } finally {
    await unlink(path).catch(() => undefined);
  }
}

/** A hard link appears whole or not at all, and only if nothing is there. */
async function take(path: string, claim: Claim): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(claim), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  const holder = await read(path);
  if (holder !== undefined && !(await isRunning(holder))) await breakLock(path, holder, claim);
  return false;
}

/** Only who holds the lock on this very claim may remove it, so that nobody removes the lock of a successor. */
async function breakLock(path: string, dead: Claim, claim: Claim): Promise<void> {
  const breaking = `${path}.${dead.nonce}`;
  if (!(await take(breaking, claim))) return;
  if ((await read(path))?.nonce === dead.nonce) await unlink(path);
  await unlink(breaking);
}

async function read(path: string): Promise<Claim | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Claim);
}
