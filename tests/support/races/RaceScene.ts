import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { SystemClock } from '../../../src/core/infrastructure/system/SystemClock';
import { JwtAccessTokens } from '../../../src/modules/auth/infrastructure/JwtAccessTokens';
import { anEmail, PASSWORD } from '../app/people';
import { ProcessScene, send } from '../process/ProcessScene';
import { seedPeople, type Racer, type Sql } from './seedPeople';

export interface Answer {
  /** The status, and the code of a refusal: `409 LAST_OWNER`. */
  readonly outcome: string;
  readonly body: { readonly code?: string; readonly data?: unknown };
}

/** Two servers, each a process of its own, on one database; calls take turns between them. */
export class RaceScene {
  private constructor(
    private readonly processes: ProcessScene,
    private readonly superuser: Pool,
    /** Where the two are. */
    readonly servers: readonly [string, string],
    private readonly tokens: JwtAccessTokens,
  ) {}

  /** @param env variables of both servers, beside those they need */
  static async open(env: Readonly<Record<string, string>> = {}): Promise<RaceScene> {
    const processes = await ProcessScene.open();
    try {
      return await RaceScene.start(processes, env);
    } catch (error) {
      await processes.close();
      throw error;
    }
  }

  private static async start(
    processes: ProcessScene,
    env: Readonly<Record<string, string>>,
  ): Promise<RaceScene> {
    const secret = randomBytes(32).toString('base64url');
    const start = () => processes.spawn({ JWT_SECRET: secret, DB_POOL_MAX: '30', ...env }).ready();
    const servers: [string, string] = [await start(), await start()];
    const tokens = new JwtAccessTokens({ secret, ttl: '1h', ttlSeconds: 3600 }, new SystemClock());
    const superuser = new Pool({ connectionString: processes.adminUrl, max: 4 });
    superuser.on('error', () => undefined);
    const scene = new RaceScene(processes, superuser, servers, tokens);
    const first = { email: anEmail(), password: PASSWORD, firstName: 'Ann', lastName: 'Smith' };
    await scene.call(0, 'POST', '/auth/register', null, first);
    return scene;
  }

  /** Who is put off with 503, since a lock was not had in time, comes again: nothing of the call was done. */
  async call(
    turn: number,
    method: string,
    path: string,
    by: Racer | null,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const server = this.servers[turn % 2 === 0 ? 0 : 1];
    const answer = await send(`${server}/api/v1${path}`, method, body, by?.accessToken, headers);
    if (answer.status === 503) {
      await pause(100);
      return this.call(turn, method, path, by, body, headers);
    }
    const answered = (await answer.json()) as Answer['body'];
    return { outcome: [answer.status, answered.code ?? ''].join(' ').trim(), body: answered };
  }

  people(many: number): Promise<Racer[]> {
    return seedPeople(this.sql, this.tokens, many);
  }

  /**
   * Calls that wait for rows somebody else has locked, until `waiters` of them do: they start as one.
   * @param lock a statement that locks the rows, and its values.
   */
  async fromOneStart<T>(
    lock: readonly [string, unknown[]],
    waiters: number,
    act: () => Promise<T>,
  ): Promise<T> {
    const holder = new Client({ connectionString: this.processes.adminUrl });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query(...lock);
      const outcome = act();
      const over = outcome.then(
        () => true,
        () => true,
      );
      let isTime = false;
      while (!isTime) isTime = await Promise.race([over, this.areWaiting(waiters)]);
      await holder.query('COMMIT');
      return await outcome;
    } finally {
      await holder.end();
    }
  }

  readonly sql: Sql = async <Row extends object>(text: string, values: unknown[] = []) => {
    const { rows } = await this.superuser.query<Row>(text, values);
    return rows;
  };

  /** @param rows what stands after `FROM` */
  async count(rows: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.sql<{ count: number }>(`SELECT count(*)::int AS count FROM ${rows}`, values);
    return row?.count ?? 0;
  }

  async close(): Promise<void> {
    await this.superuser.end();
    await this.processes.close();
  }

  private async areWaiting(waiters: number): Promise<boolean> {
    await pause(10);
    const locks = `pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await this.count(locks)) >= waiters;
  }
}
