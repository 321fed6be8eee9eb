import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { CrowdMember, CrowdOrder, CrowdReport } from './socketCrowd';

/** To connect or to hear; a socket that was lost on the way would keep everybody waiting. */
const DEADLINE_MS = 120_000;

/** Many clients in a process of their own. */
export class Crowd {
  private readonly child: ChildProcess = fork(path.resolve(__dirname, 'socketCrowd.js'));

  /** @returns how many are connected at the end. @throws Error when one is refused. */
  async connect(url: string, members: readonly CrowdMember[]): Promise<number> {
    const report = await this.ask({ url, connect: members });
    if ('failed' in report) throw new Error(report.failed);
    return 'connected' in report ? report.connected : 0;
  }

  /**
   * @returns when the last of them heard the event of that name, in milliseconds since 1970.
   * @throws Error when one of them has not after two minutes.
   */
  async lastToHear(name: string, happen: () => Promise<void>): Promise<number> {
    await this.ask({ expect: name });
    const heard = this.report();
    const [report] = await Promise.all([heard, happen()]);
    return 'lastAt' in report ? report.lastAt : Number.NaN;
  }

  async leave(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.disconnect();
    await gone;
  }

  private async ask(order: CrowdOrder): Promise<CrowdReport> {
    const answer = this.report();
    this.child.send(order);
    return answer;
  }

  private async report(): Promise<CrowdReport> {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const [report] = (await once(this.child, 'message', { signal })) as [CrowdReport];
    return report;
  }
}
