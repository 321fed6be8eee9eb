import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import type { Test } from 'supertest';
import type { Api } from '../app/Api';
import { apiCall } from '../app/apiCall';
import type { CallOptions, Method } from '../app/TestApp';
import { CommitProxy, type CrashPoint, type Side } from '../process/CommitProxy';
import { LOGIN } from '../postgres/migratedTemplate';
import { ProcessScene } from '../process/ProcessScene';
import { SERVER, type ServerProcess } from '../process/ServerProcess';
import type { SmtpSink } from '../smtp/SmtpSink';
import { there } from '../there';
import { Receiver } from '../webhooks/Receiver';

const LONGEST_MS = 30_000;
/** So often there must be nothing, one look after the other. */
const QUIET_LOOKS = 2;
const OWED = `
  SELECT 'event ' || name AS name FROM outbox WHERE published_at IS NULL
  UNION ALL SELECT concat_ws(' ', 'job', kind, last_error) FROM jobs WHERE done_at IS NULL AND dead_at IS NULL
  UNION ALL SELECT 'transaction' FROM pg_stat_activity
    WHERE datname = current_database() AND usename = $1 AND state = 'idle in transaction'`;
/** What lapses by itself: claims and reservations of the dead. */
const LAPSES = [
  `UPDATE one_time_tokens SET claimed_until = now()
   WHERE claimed_until > now() AND consumed_at IS NULL`,
  `UPDATE login_throttles SET pending = 0 WHERE pending > 0`,
];

/** A server in a process of its own that can be killed at its COMMITs, and the world around it that goes on. */
export class CrashScene implements Api {
  private server: ServerProcess | null = null;
  url = '';

  private constructor(
    private readonly scene: ProcessScene,
    readonly proxy: CommitProxy,
    readonly receiver: Receiver,
    private readonly superuser: Pool,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async open(environment: Readonly<Record<string, string>> = {}): Promise<CrashScene> {
    const scene = await ProcessScene.open();
    const [proxy, receiver] = await Promise.all([CommitProxy.open(scene.loginUrl), Receiver.listen()]);
    const superuser = new Pool({ connectionString: scene.adminUrl, max: 2 });
    superuser.on('error', () => undefined);
    const opened = new CrashScene(scene, proxy, receiver, superuser, environment);
    await opened.start();
    return opened;
  }

  get mails(): SmtpSink {
    return this.scene.mails;
  }

  get folder(): string {
    return this.scene.folder;
  }

  call(method: Method, path: string, body?: object, options?: CallOptions): Test {
    return apiCall(this.url, method, path, body, options);
  }

  get(path: string, options?: CallOptions): Test {
    return this.call('get', path, undefined, options);
  }

  post(path: string, body: object = {}, options?: CallOptions): Test {
    return this.call('post', path, body, options);
  }

  sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.superuser.query<Row>(text, values).then(({ rows }) => rows);
  }

  receiverAnswers(status: number): void {
    this.receiver.behaves = () => ({ status });
  }

  /** Until nothing is owed any more, now or later, and nobody is at it. @throws Error with what still is. */
  async drain(): Promise<void> {
    const end = performance.now() + LONGEST_MS;
    for (let looks = 0; looks < QUIET_LOOKS; await pause(5)) {
      const owed = await this.sql<{ name: string }>(OWED, [LOGIN.name]);
      looks = owed.length === 0 ? looks + 1 : 0;
      if (performance.now() > end)
        throw new Error(`It is still owed: ${owed.map(({ name }) => name).join(', ')}`);
    }
  }

  /** Looks again and again. @throws Error when the server dies over it, or nothing comes of it. */
  async until(holds: () => Promise<boolean>): Promise<void> {
    for (const end = performance.now() + LONGEST_MS; !(await holds()); await pause(5)) {
      if (there(this.server).hasEnded) throw new Error('The server has died');
      if (performance.now() > end) throw new Error('It never came about');
    }
  }

  /** Kills the server when that COMMIT comes, counted from now. */
  dieAt(point: CrashPoint, side: Side): void {
    this.proxy.killAt(point, side, () => there(this.server).signalGroup('SIGKILL'));
  }

  kill(): void {
    there(this.server).signalGroup('SIGKILL');
    this.proxy.cut();
  }

  /** @throws Error when the server lived on. */
  async death(): Promise<void> {
    for (const end = performance.now() + LONGEST_MS; this.proxy.isArmed; await pause(5)) {
      if (performance.now() > end) throw new Error('It never came to that COMMIT');
    }
  }

  /** After a death, and so much time that what the dead one had leased is free again. */
  async startAgain(): Promise<void> {
    await this.server?.kill();
    await this.scene.relayLeaseRunsOut();
    await this.scene.jobLeasesRunOut();
    for (const lapse of LAPSES) await this.sql(lapse);
    await this.start();
  }

  async close(): Promise<void> {
    await this.superuser.end();
    await this.scene.close();
    await Promise.all([this.proxy.close(), this.receiver.close()]);
  }

  private async start(): Promise<void> {
    // Without source maps, which are a quarter of its start.
    const command = [process.execPath, SERVER] as const;
    this.server = this.scene.spawn({ DATABASE_URL: this.proxy.url, ...this.environment }, { command });
    this.url = await this.server.ready();
  }
}
