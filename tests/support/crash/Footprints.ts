import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CrashScene } from './CrashScene';
import { plain } from './plain';

/** What processes tell each other, and what follows the audit log in the background; `invariants` looks at the latter. */
const RESTLESS = ['audit_chain', 'audit_unchained', 'cache_drops', 'leases', 'schema_migrations'];
/** Columns of counters, of measured time and of attempts, which a death may well add to. */
const RESTLESS_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  outbox: ['position', 'seq'],
  workspace_feeds: ['head_seq'],
  jobs: ['attempts', 'deaths', 'leased_by', 'last_error', 'dedupe_key'],
  refresh_tokens: ['successor_salt'],
  totp_factors: ['last_step'],
  webhook_attempts: ['number', 'duration_ms'],
  webhook_deliveries: ['attempts', 'seq'],
};

type Row = Readonly<Record<string, unknown>>;

interface TableState {
  readonly name: string;
  /** Rows that stand as they stood at the mark. */
  readonly old: number;
  readonly fresh: readonly Row[];
}

export interface Mark {
  readonly transaction: string;
  readonly rows: ReadonlyMap<string, number>;
  readonly mails: number;
  readonly messages: number;
  readonly files: number;
}

/** Tells what something did to the database and to the world, in lines that are alike whenever the same was done. */
export class Footprints {
  private tables: readonly string[] = [];

  constructor(private readonly app: CrashScene) {}

  /** From here on counts. Nothing may be owed. */
  async mark(): Promise<Mark> {
    // What is erased ten seconds after a refresh is erased now.
    await this.app.sql('UPDATE refresh_tokens SET successor_salt = NULL WHERE successor_salt IS NOT NULL');
    const [row] = await this.app.sql<{ transaction: string }>(
      'SELECT pg_current_xact_id()::text AS transaction',
    );
    const { transaction = '0' } = row ?? {};
    const states = await this.states(transaction);
    return {
      transaction,
      rows: new Map(states.map(({ name, old }) => [name, old])),
      mails: this.app.mails.mails.length,
      messages: this.app.receiver.received.length,
      files: await this.files(),
    };
  }

  async since(mark: Mark, answer: string | null): Promise<string[]> {
    const states = await this.states(mark.transaction);
    return [
      `answer ${answer}`,
      ...states.flatMap(({ name, old, fresh }) => {
        const touched = (mark.rows.get(name) ?? 0) - old;
        return [
          ...(touched === 0 ? [] : [`${name}: ${touched} of the rows before changed or went`]),
          ...fresh.map((row) => `${name} ${JSON.stringify(plain(row, RESTLESS_COLUMNS[name] ?? []))}`),
        ];
      }),
      ...this.mailsSince(mark),
      ...this.messagesSince(mark),
      ...filesSince(mark, await this.files()),
    ].toSorted();
  }

  /** Each mail once, however often it came under the same id. */
  private mailsSince({ mails }: Mark): string[] {
    const sent = this.app.mails.mails.slice(mails);
    const byId = new Map(sent.map((mail) => [mail.messageId, mail]));
    return [...byId.values()].map(
      ({ subject, envelope }) => `mail ${JSON.stringify(plain({ subject, to: envelope.to }))}`,
    );
  }

  /** Each message once, as a receiver does that keeps its id. */
  private messagesSince({ messages }: Mark): string[] {
    const told = this.app.receiver.received.slice(messages);
    const byId = new Map(told.map(({ headers, body }) => [String(headers['webhook-id']), body]));
    return [...byId.values()].map(({ event }) => `message ${String(event)}`);
  }

  private async files(): Promise<number> {
    return (await readdir(join(this.app.folder, 'data/avatars')).catch(() => [])).length;
  }

  private async states(transaction: string): Promise<TableState[]> {
    if (this.tables.length === 0) this.tables = await this.tableNames();
    const parts = this.tables.map((name) => {
      const isFresh = `t.xmin::text::bigint > ${Number(transaction)}`;
      return `SELECT '${name}' AS name, count(*) FILTER (WHERE NOT ${isFresh})::int AS old,
        coalesce(jsonb_agg(to_jsonb(t)) FILTER (WHERE ${isFresh}), '[]') AS fresh FROM ${name} t`;
    });
    return this.app.sql<TableState>(parts.join(' UNION ALL '));
  }

  private async tableNames(): Promise<string[]> {
    const rows = await this.app.sql<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1)`,
      [RESTLESS],
    );
    return rows.map(({ name }) => name);
  }
}

function filesSince({ files }: Mark, now: number): string[] {
  return now === files ? [] : [`files ${now - files}`];
}
