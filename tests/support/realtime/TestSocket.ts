import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { undeclared } from './undeclared';

export const TRANSPORTS = ['websocket', 'polling'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface Heard extends Readonly<Record<string, unknown>> {
  readonly event: string;
}

export interface Ack extends Readonly<Record<string, unknown>> {
  readonly ok: boolean;
}

type Options = Partial<ManagerOptions & SocketOptions> & { readonly transport?: Transport };
/** Fixed, or asked for each time it connects. */
type Auth = object | ((answer: (auth: object) => void) => void);

const LONGEST_MS = 10_000;

/** A client of socket.io that notes everything it hears, in order. */
export class TestSocket {
  readonly heard: Heard[] = [];
  /** Why it was disconnected, each time. */
  readonly ends: string[] = [];
  /** What it was told otherwise than the AsyncAPI document says. */
  readonly undeclared: string[] = [];
  private readonly errors: (Error & { data?: { code?: string } })[] = [];

  private constructor(readonly client: Socket) {
    client.onAny((event: string, payload: object) => {
      this.heard.push({ ...payload, event });
      this.undeclared.push(...undeclared(event, payload));
    });
    client.on('disconnect', (reason) => this.ends.push(reason));
    client.on('connect_error', (error) => this.errors.push(error));
  }

  /** Not connected yet. It does not come back by itself unless `options` say so. */
  static open(url: string, auth: Auth, { transport = 'websocket', ...options }: Options = {}): TestSocket {
    return new TestSocket(
      io(url, { auth, transports: [transport], forceNew: true, reconnection: false, ...options }),
    );
  }

  /** @throws Error with the code it was refused with. */
  async connected(): Promise<this> {
    await this.until(() => this.client.connected || this.errors.length > 0);
    if (this.errors.length > 0) throw new Error(`It was refused: ${await this.refusal()}`);
    return this;
  }

  /** The code it was refused with, by the server or by its engine. */
  async refusal(): Promise<string> {
    await this.until(() => this.errors.length > 0);
    const [error] = this.errors;
    return error?.data?.code ?? error?.message ?? '';
  }

  async ask(event: string, ...args: unknown[]): Promise<Ack> {
    const answer = (await this.client.timeout(LONGEST_MS).emitWithAck(event, ...args)) as Ack;
    this.undeclared.push(...undeclared(answer.ok ? `${event} ack` : 'refused', answer));
    return answer;
  }

  named(event: string): Heard[] {
    return this.heard.filter((heard) => heard.event === event);
  }

  /** What it heard of workspaces since it had to leave one. */
  get sinceLeft(): Heard[] {
    const left = this.heard.findIndex(({ event }) => event === 'workspace:left');
    return this.heard.slice(left + 1).filter(({ seq }) => typeof seq === 'number');
  }

  get seqs(): unknown[] {
    return this.heard.filter(({ seq }) => typeof seq === 'number').map(({ seq }) => seq);
  }

  /** Until `holds`, looked at with everything that happens; @throws Error when that takes too long. */
  async until(holds: () => boolean, withinMs = LONGEST_MS): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!holds()) {
      if (Date.now() > deadline)
        throw new Error(`Not within ${withinMs} ms: ${JSON.stringify(this.state())}`);
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    }
  }

  close(): void {
    this.client.disconnect();
  }

  private state(): object {
    const { heard, ends, errors, client } = this;
    return { isConnected: client.connected, ends, errors: errors.map(String), heard: heard.slice(-5) };
  }
}
