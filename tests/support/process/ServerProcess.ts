import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const ROOT = path.resolve(__dirname, '../../..');
/** The compiled server. */
export const SERVER = path.join(ROOT, 'dist/src/server.js');

export interface SpawnOptions {
  /** All of its environment, but for the path to programs. */
  readonly env: Readonly<Record<string, string>>;
  /** Where a `.env` may lie. */
  readonly cwd: string;
  /** What is started; else the compiled server. */
  readonly command?: readonly [program: string, ...args: string[]];
  readonly account?: { readonly uid: number; readonly gid: number };
}

let isBuilt = false;

/** Does nothing when what is built is what would be built, as `npm start` does. */
function ensureBuilt(): void {
  if (isBuilt) return;
  const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'scripts/ensure-built.mjs')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`It cannot be built: ${stderr}`);
  isBuilt = true;
}

/** The compiled server, or a command of the product, as a process of its own in a process group of its own. */
export class ServerProcess {
  stdout = '';
  stderr = '';
  readonly startedAt = performance.now();
  private readonly end: Promise<unknown>;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.end = once(child, 'close');
  }

  static spawn({ env, cwd, command, account }: SpawnOptions): ServerProcess {
    ensureBuilt();
    const [program, ...args] = command ?? [process.execPath, '--enable-source-maps', SERVER];
    const { PATH = '', HOME = '' } = process.env;
    return new ServerProcess(
      spawn(program, args, { cwd, env: { PATH, HOME, ...env }, detached: true, ...account }),
    );
  }

  /** The address it says, once it answers there. @throws Error with its last words when it ends instead. */
  async ready(): Promise<string> {
    for (;;) {
      const url = this.said();
      if (url !== null && (await answers(`${url}/health/ready`))) return url;
      if (this.hasEnded) throw new Error(`It ended instead: ${this.stdout}\n${this.stderr}`);
      await pause(5);
    }
  }

  /** How it ended: its exit code, or the signal that killed it. */
  async ended(): Promise<number | NodeJS.Signals | null> {
    await this.end;
    return this.child.exitCode ?? this.child.signalCode;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** As the terminal does on Ctrl-C, or an init that ends a session. */
  signalGroup(name: NodeJS.Signals): void {
    process.kill(-(this.child.pid as number), name);
  }

  /** Whatever state it is in, nothing of it runs afterwards. */
  async kill(): Promise<void> {
    if (!this.hasEnded) this.signalGroup('SIGKILL');
    await this.end;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** From the banner, or in production from the log. */
  private said(): string | null {
    const port = /is ready on port (\d+)|"port":(\d+)/.exec(this.stdout);
    return port === null ? null : `http://127.0.0.1:${port[1] ?? port[2]}`;
  }
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
