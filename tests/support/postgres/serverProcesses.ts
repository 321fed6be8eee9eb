import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Process ids of the PostgreSQL servers on folders below `path`. */
export async function serversOn(path: string): Promise<number[]> {
  return processesWith(`postgres -D ${path}`);
}

/** Process ids of what stops them when their owner dies. */
export async function watchdogsOn(path: string): Promise<number[]> {
  return processesWith(`pg_ctl ${path}`);
}

async function processesWith(words: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'pid=,args=']);
  const lines = stdout.split('\n').filter((line) => line.includes(words));
  return lines.map((line) => Number.parseInt(line, 10));
}

/** @throws Error after 10 s in vain */
export async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 10_000; !(await holds()); await pause(10)) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${holds.toString()}`);
  }
}
