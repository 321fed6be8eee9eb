import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Said {
  readonly url: string;
  readonly port: number;
  readonly owner: boolean;
  readonly drained?: unknown;
  readonly binaries?: string;
  readonly name?: string;
  readonly message?: string;
}

/** A process of its own that runs the embedded PostgreSQL. */
export class EmbeddedProcess {
  private readonly lines: AsyncIterator<string>;

  constructor(readonly child: ChildProcess) {
    const stdout = child.stdout as NodeJS.ReadableStream;
    this.lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  /** The next thing it says. */
  async said(): Promise<Said> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error('the process ended without a word');
    return JSON.parse(value) as Said;
  }

  async stop(): Promise<void> {
    this.child.stdin?.write('stop\n');
    await this.ended();
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended();
  }

  /** As the terminal does on Ctrl-C. */
  signalGroup(signal: NodeJS.Signals): void {
    if (this.child.pid !== undefined) process.kill(-this.child.pid, signal);
  }

  async ended(): Promise<void> {
    const { exitCode, signalCode } = this.child;
    if (exitCode === null && signalCode === null) await once(this.child, 'exit');
  }
}

const ROOT = resolve(__dirname, '../../..');

/** In a process group of its own, so that a test can send it Ctrl-C. */
export function spawnEmbedded(
  action: 'serve' | 'forget' | 'binaries',
  folders: readonly string[],
  account: Account | undefined,
): EmbeddedProcess {
  const register = require.resolve('@swc-node/register');
  const child = spawn(
    process.execPath,
    ['-r', register, join(__dirname, 'embeddedChild.ts'), action, ...folders],
    { cwd: ROOT, detached: true, stdio: ['pipe', 'pipe', 'inherit'], ...account },
  );
  return new EmbeddedProcess(child);
}
