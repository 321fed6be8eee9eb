import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { JobNames } from './JobNames';
import { PostgresMessages } from './PostgresMessages';
import { isCommitted, TransactionWatch } from './TransactionWatch';

/** The nth COMMIT of transactions that wrote this, as `TransactionWatch` names it. */
export interface CrashPoint {
  readonly wrote: string;
  readonly nth: number;
}

export type Side = 'before' | 'after';

interface Trap {
  readonly point: CrashPoint;
  readonly side: Side;
  readonly kill: () => void;
}

/** Between a server and PostgreSQL: sees the COMMITs that pass, and can kill the server at any of them. */
export class CommitProxy {
  /** What was written without a COMMIT that could be seen. */
  readonly strays: string[] = [];
  private readonly commits: string[] = [];
  private trap: Trap | null = null;
  private readonly sockets = new Set<Socket>();
  private readonly jobs = new JobNames();

  private constructor(
    private readonly target: URL,
    private readonly listener: Server,
  ) {}

  static async open(target: string): Promise<CommitProxy> {
    const listener = createServer({ noDelay: true });
    const proxy = new CommitProxy(new URL(target), listener);
    listener.on('connection', (client: Socket) => proxy.join(client));
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return proxy;
  }

  /** The target's, by way of this proxy. */
  get url(): string {
    const { port } = this.listener.address() as AddressInfo;
    return Object.assign(new URL(this.target), { hostname: '127.0.0.1', port: String(port) }).href;
  }

  get isArmed(): boolean {
    return this.trap !== null;
  }

  /** The COMMITs since this was last asked for, or since a trap was set. */
  passed(): CrashPoint[] {
    const commits = this.commits.splice(0);
    return commits.map((wrote, at) => ({ wrote, nth: occurrences(commits.slice(0, at + 1), wrote) }));
  }

  /**
   * Kills when that COMMIT comes, counted from now. `before`: it never reaches PostgreSQL. `after`: it is
   * committed, and the server never learns of it.
   */
  killAt(point: CrashPoint, side: Side, kill: () => void): void {
    this.commits.length = 0;
    this.trap = { point, side, kill };
  }

  disarm(): void {
    this.trap = null;
  }

  /** Of what was sent and has not passed yet, nothing ever does. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.listener.close();
    this.cut();
    await once(this.listener, 'close');
  }

  private join(client: Socket): void {
    const server = connect({ host: this.target.hostname, port: Number(this.target.port), noDelay: true });
    const watch = new TransactionWatch(this.jobs);
    const questions = new PostgresMessages(0);
    const answers = new PostgresMessages(1);
    let isLast = false;
    this.tie(client, server);
    client.on('data', (chunk) => {
      for (const message of questions.take(chunk)) {
        const wrote = watch.asked(message);
        if (wrote !== null && this.springs(wrote)) {
          if (this.trap?.side === 'before') return this.strike();
          isLast = true;
        }
        server.write(message.bytes);
      }
    });
    server.on('data', (chunk) => {
      for (const message of answers.take(chunk)) {
        const stray = watch.answered(message);
        if (stray !== null) this.strays.push(stray);
        if (isLast && isCommitted(message)) return this.strike();
        client.write(message.bytes);
      }
    });
  }

  private tie(...ends: readonly [Socket, Socket]): void {
    for (const [at, socket] of ends.entries()) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        ends[1 - at]?.end();
      });
    }
  }

  private springs(wrote: string): boolean {
    this.commits.push(wrote);
    const point = this.trap?.point;
    return wrote === point?.wrote && occurrences(this.commits, wrote) === point.nth;
  }

  private strike(): void {
    this.trap?.kill();
    this.trap = null;
    this.cut();
  }
}

function occurrences(commits: readonly string[], wrote: string): number {
  return commits.filter((one) => one === wrote).length;
}
