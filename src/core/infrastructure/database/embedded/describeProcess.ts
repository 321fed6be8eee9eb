import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface ProcessDescription {
  /** Differs between two processes that had the same id one after the other. */
  readonly startedAt: string;
  /** The command line, its arguments separated by spaces. */
  readonly command: string;
}

/** `undefined` when no such process runs; one that ended but was never waited for does not run. */
export async function describeProcess(pid: number): Promise<ProcessDescription | undefined> {
  const description = process.platform === 'linux' ? readProc(pid) : askPs(pid);
  return description.catch(() => undefined);
}

/** proc(5): after the name, which is in brackets and may hold anything, come state (3) … start time (22). */
async function readProc(pid: number): Promise<ProcessDescription | undefined> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
  return fields[0] === 'Z'
    ? undefined
    : { startedAt: fields[19] ?? '', command: command.replaceAll('\0', ' ').trim() };
}

async function askPs(pid: number): Promise<ProcessDescription | undefined> {
  const fields = ['-o', 'stat=', '-o', 'lstart=', '-o', 'command='];
  const { stdout } = await promisify(execFile)('ps', ['-ww', ...fields, '-p', String(pid)], {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  });
  const [state = '', ...words] = stdout.trim().split(/\s+/);
  return state.startsWith('Z')
    ? undefined
    : { startedAt: words.slice(0, 5).join(' '), command: words.slice(5).join(' ') };
}
