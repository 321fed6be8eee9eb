import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Log } from '../../application/Log';
import type { Service } from '../../kit/defineModule';
import { connectClient, type ClientOptions } from '../database/connectClient';
import { WORK_CHANNEL, type Work } from './Bell';

/** Milliseconds before a lost connection is made anew. */
const AGAIN_MS = 1_000;

/** Hears the bell of other processes, by LISTEN on a connection of its own that comes back by itself. */
export class BellHearing implements Service {
  private client: Client | null = null;
  private isStopped = false;
  private isDeaf = false;

  constructor(
    private readonly options: ClientOptions,
    private readonly hear: (work: Work) => void,
    private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    await this.listen();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.client?.end();
  }

  private async listen(): Promise<void> {
    let client: Client | null = null;
    try {
      client = await connectClient(this.options);
      this.client = client;
      client.once('end', () => void this.listenAgain());
      client.on('notification', ({ payload }) => this.hear(payload as Work));
      await client.query(`LISTEN ${WORK_CHANNEL}`);
      this.isDeaf = false;
      if (this.isStopped) await client.end();
    } catch (error) {
      if (!this.isDeaf)
        this.log.warn('Other processes cannot wake this one; it finds work by looking', { error });
      this.isDeaf = true;
      if (client === null) void this.listenAgain();
      else if (client === this.client) await client.end();
    }
  }

  private async listenAgain(): Promise<void> {
    this.client = null;
    await pause(AGAIN_MS, undefined, { ref: false });
    if (!this.isStopped) await this.listen();
  }
}
