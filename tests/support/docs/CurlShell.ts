import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { temporaryFolder } from '../postgres/temporaryFolder';

export interface CurlAnswer {
  /** What the commands ended with; 0 is well. */
  readonly exitCode: number;
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

const END = 'end of the commands:';

/** Where there is no curl, suites that need it are skipped, and that is said. */
export const describeWithCurl = hasCurl() ? describe : describe.skip;

function hasCurl(): boolean {
  const found = spawnSync('curl', ['--version']).status === 0;
  if (!found) console.warn('SKIPPED: there is no curl here.');
  return found;
}

/** One `sh` for a whole walk, so that variables and files live on from one block of commands to the next. */
export class CurlShell {
  private constructor(
    private readonly shell: ChildProcessByStdio<Writable, Readable, null>,
    private readonly folder: string,
  ) {}

  static async open(): Promise<CurlShell> {
    const folder = await temporaryFolder();
    const shell = spawn('sh', { stdio: ['pipe', 'pipe', 'inherit'], cwd: folder });
    shell.stdout.setEncoding('utf8');
    shell.stdin.write(
      `export TMPDIR='${folder}'
      curl() {
        command curl -D '${folder}/headers' -o '${folder}/body' -w '%{http_code}' "$@" > '${folder}/status'
        cat '${folder}/body'
      }\n`,
    );
    return new CurlShell(shell, folder);
  }

  /** Runs commands. @returns how they ended, and what the last call of curl was answered. */
  async run(commands: string): Promise<CurlAnswer> {
    await Promise.all(
      ['headers', 'body', 'status'].map((name) => rm(join(this.folder, name), { force: true })),
    );
    const output = this.outputUntilEnd();
    this.shell.stdin.write(`${commands}\necho "${END}$?"\n`);
    const exitCode = Number((await output).split(END)[1]);
    const [headers, body, status] = await Promise.all(
      ['headers', 'body', 'status'].map((name) => this.read(name)),
    );
    return { exitCode, status: Number(status), headers: headers ?? '', body: body ?? '' };
  }

  async close(): Promise<void> {
    const closed = once(this.shell, 'close');
    this.shell.stdin.end();
    await closed;
    await rm(this.folder, { recursive: true, force: true });
  }

  private async outputUntilEnd(): Promise<string> {
    let output = '';
    while (!new RegExp(`${END}\\d+\n`).test(output)) {
      const [chunk] = (await once(this.shell.stdout, 'data')) as [string];
      output += chunk;
    }
    return output;
  }

  private read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8').catch(() => '');
  }
}
