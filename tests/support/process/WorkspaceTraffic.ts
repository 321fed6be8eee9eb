import { setTimeout as pause } from 'node:timers/promises';
import { aFounder } from './aFounder';
import { send } from './ProcessScene';

interface Heard {
  readonly id: string;
  readonly seq: number;
  readonly event: string;
  readonly name?: string;
}

interface Page {
  readonly data: Heard[];
  readonly meta: { readonly headSeq: number; readonly resync: boolean };
}

/** Somebody who renames their workspace again and again, and somebody who reads its feed meanwhile. */
export class WorkspaceTraffic {
  /** What was asked for, and the status of the answer; null when there was none. */
  readonly journal: { readonly name: string; readonly status: number | null }[] = [];
  readonly heard: Heard[] = [];
  private isEnding = false;
  private isWritten = false;
  private turn = 0;

  private constructor(
    private readonly workspace: string,
    private readonly token: string,
    private readonly servers: () => readonly string[],
  ) {}

  /** @param servers those that run at the moment; calls take turns between them. */
  static async of(servers: () => readonly string[]): Promise<WorkspaceTraffic> {
    const { path, token } = await aFounder(String(servers()[0]));
    return new WorkspaceTraffic(path, token, servers);
  }

  /** Until it is ended, the last change was answered, and the reader has all of them. */
  async run(): Promise<void> {
    await Promise.all([this.write().finally(() => (this.isWritten = true)), this.read()]);
  }

  end(): void {
    this.isEnding = true;
  }

  /** Whether each change that was answered was heard once, and what was not answered at most once. */
  get isExact(): boolean {
    const times = (name: string) => this.heard.filter((event) => event.name === name).length;
    return this.journal.every(({ name, status }) => {
      return status === 200 ? times(name) === 1 : times(name) <= 1;
    });
  }

  private async write(): Promise<void> {
    const isAnswered = () => this.journal.at(-1)?.status === 200;
    for (let change = 0; !this.isEnding || !isAnswered(); change += 1) {
      const name = `Name ${change}`;
      const answer = await this.call('PATCH', '', { name });
      this.journal.push({ name, status: answer?.status ?? null });
      await pause(10);
    }
  }

  private async read(): Promise<void> {
    for (;;) {
      const wasWritten = this.isWritten;
      const answer = await this.call('GET', `/events?limit=100&after=${this.heard.at(-1)?.seq ?? 0}`);
      if (answer?.status !== 200) continue;
      const { data, meta } = (await answer.json()) as Page;
      if (meta.resync) throw new Error('The feed lost its past');
      this.heard.push(...data);
      const isThere = this.isExact && meta.headSeq === this.heard.length;
      if (wasWritten && isThere) return;
      await pause(20);
    }
  }

  /** Null when there was no answer. */
  private async call(method: string, path: string, body?: object): Promise<Response | null> {
    const servers = this.servers();
    this.turn += 1;
    const server = servers[this.turn % Math.max(1, servers.length)];
    const answer =
      server === undefined
        ? null
        : await send(`${server}${this.workspace}${path}`, method, body, this.token).catch(() => null);
    if (answer === null || answer.status === 503) await pause(20);
    return answer;
  }
}
