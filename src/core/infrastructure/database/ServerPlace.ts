import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Log } from '../../application/Log';
import { connectClient, type ClientOptions } from './connectClient';

/** Advisory lock of a database: who serves it. */
const SERVING = 7_077_001;
/** Longer than a process takes to drain, and than PostgreSQL takes to notice that one is gone without a word. */
const LONGEST_WAIT_MS = 20_000;
const EVERY_MS = 100;
const AGAIN_MS = 2_000;

/** So that the lock of a machine that went dark is free within seconds, not hours. */
const NOTICE_DEATH =
  'SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 3; SET tcp_keepalives_count = 3';

export interface PlaceOptions extends ClientOptions {
  /** Whether others may serve beside this one. */
  readonly isShared: boolean;
  readonly waitMs?: number;
}

/** The right to serve a database, alone or with others; held by a connection, so it ends with the process. */
export class ServerPlace {
  private client: Client | null = null;
  private isLeft = false;

  constructor(
    private readonly options: PlaceOptions,
    private readonly log: Log,
  ) {}

  /** Waits for one before it that is about to end. @throws Error in one sentence with the remedy. */
  async take(): Promise<void> {
    const { waitMs = LONGEST_WAIT_MS } = this.options;
    const client = await connectClient(this.options);
    const deadline = performance.now() + waitMs;
    await client.query(NOTICE_DEATH);
    while (!(await this.lockedBy(client))) {
      if (performance.now() >= deadline) {
        await client.end();
        throw new Error(
          'Another server runs on this database, and several need Redis: set REDIS_URL for all of them, or stop the other one first.',
        );
      }
      await pause(EVERY_MS);
    }
    this.hold(client);
  }

  async leave(): Promise<void> {
    this.isLeft = true;
    await this.client?.end();
  }

  private hold(client: Client): void {
    this.client = client;
    client.once('end', () => void this.takeAgain());
  }

  /** The database was away: whoever is served meanwhile is served on. */
  private async takeAgain(): Promise<void> {
    this.client = null;
    while (!this.isLeft) {
      try {
        await this.take();
        if (this.isLeft) await this.leave();
        return;
      } catch (error) {
        this.log.warn('This server has lost its place on the database, and tries to take it again', {
          error,
        });
        await pause(AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  private async lockedBy(client: Client): Promise<boolean> {
    const lock = this.options.isShared ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock';
    const { rows } = await client.query<{ locked: boolean }>(`SELECT ${lock}($1) AS locked`, [SERVING]);
    return rows[0]?.locked === true;
  }
}
