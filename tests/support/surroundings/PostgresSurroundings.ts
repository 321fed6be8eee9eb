import { Client } from 'pg';
import { openDatabase } from '../../../src/core/infrastructure/database/openDatabase';
import type { Database } from '../../../src/core/infrastructure/database/Database';
import { SequelizeUnitOfWork } from '../../../src/core/infrastructure/database/SequelizeUnitOfWork';
import { SqlAuditTrail } from '../../../src/core/infrastructure/database/SqlAuditTrail';
import { EventDefinitions } from '../../../src/core/infrastructure/events/EventDefinitions';
import { OutboxLedger } from '../../../src/core/infrastructure/events/OutboxLedger';
import { WakeUp } from '../../../src/core/infrastructure/jobs/WakeUp';
import { AsyncRequestContext } from '../../../src/core/infrastructure/system/AsyncRequestContext';
import { CryptoRandom } from '../../../src/core/infrastructure/system/CryptoRandom';
import { HmacAuditSigner } from '../../../src/core/infrastructure/system/HmacAuditSigner';
import { modules } from '../../../src/modules';
import { anEmail } from '../app/people';
import type { RecordedEvent } from '../fakes/RecordingLedger';
import { createDatabase, dropDatabase, type TestDatabase } from '../postgres/databases';
import { LOGIN, TEMPLATE } from '../postgres/migratedTemplate';
import { silentLog } from '../silentLog';
import type { Person, Surroundings } from './Surroundings';

const PASS_TIME = `
  SELECT format('UPDATE %I SET %s', table_name, string_agg(format(CASE data_type
    WHEN 'ARRAY' THEN '%1$I = ARRAY(SELECT at - make_interval(secs => %2$s) FROM unnest(%1$I) AS at)'
    ELSE '%1$I = %1$I - make_interval(secs => %2$s)' END, column_name, $1::numeric), ', ')) AS statement
  FROM information_schema.columns
  WHERE table_schema = 'public' AND udt_name IN ('timestamptz', '_timestamptz') GROUP BY table_name`;

/** A migrated database of its own, reached as the application reaches it. */
export class PostgresSurroundings implements Surroundings {
  readonly random = new CryptoRandom();
  readonly context = new AsyncRequestContext();
  readonly signer = new HmacAuditSigner('a key of the tests, long enough');
  readonly unit: SequelizeUnitOfWork;
  readonly audit: SqlAuditTrail;
  readonly ledger: OutboxLedger;
  readonly wakeRelay = new WakeUp();
  readonly wakeJobs = new WakeUp();

  private constructor(
    private readonly test: TestDatabase,
    private readonly superuser: Client,
    readonly database: Database,
    /** As the application signs in. */
    readonly url: string,
  ) {
    this.unit = new SequelizeUnitOfWork(database, silentLog);
    this.audit = new SqlAuditTrail(database, this.unit, this.random, this.context, this.signer);
    this.ledger = new OutboxLedger(
      database,
      this.unit,
      this.audit,
      this.random,
      this.context,
      new EventDefinitions(modules.map(({ events }) => events as never)),
      this.wakeRelay,
    );
  }

  static async open(): Promise<PostgresSurroundings> {
    const test = await createDatabase(TEMPLATE);
    const login = new URL(test.url);
    login.username = LOGIN.name;
    login.password = LOGIN.password;
    const database = openDatabase({
      url: login.href,
      pool: { min: 0, max: 10 },
      ssl: false,
      models: modules.flatMap(({ models }) => models as never),
    });
    const superuser = new Client({ connectionString: test.url });
    await superuser.connect();
    return new PostgresSurroundings(test, superuser, database, login.href);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.superuser.end();
    await dropDatabase(this.test.name);
  }

  /** What the database holds, seen as its superuser. */
  async sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.superuser.query<Row>(text, values)).rows;
  }

  async person(): Promise<Person> {
    const person = { userId: this.random.id<'user'>(), email: anEmail() };
    await this.sql(`INSERT INTO users (id, email, first_name, last_name) VALUES ($1, $2, 'Ann', 'Smith')`, [
      person.userId,
      person.email,
    ]);
    return person;
  }

  /** Deletes an account, as no use case does yet. */
  async removeUser(id: string): Promise<void> {
    await this.sql('UPDATE users SET deleted_at = now() WHERE id = $1', [id]);
  }

  async passTime(seconds: number): Promise<void> {
    const moves = await this.sql<{ statement: string }>(PASS_TIME, [seconds]);
    await this.sql(moves.map(({ statement }) => statement).join(';'));
  }

  async recorded(id: string): Promise<readonly RecordedEvent[]> {
    const rows = await this.sql<Omit<RecordedEvent, 'name'> & { action: string }>(
      `SELECT action, actor_id AS "actorId", subject_id AS "subjectId", workspace_id AS "workspaceId",
         details AS payload, request_id AS "requestId"
       FROM audit_log WHERE subject_id = $1 OR workspace_id = $1`,
      [id],
    );
    return rows
      .map(({ action, ...row }) => ({ ...row, name: NAMES.get(action) }) as RecordedEvent)
      .sort((a, b) => a.name.localeCompare(b.name));
  }
}

const NAMES = new Map(
  modules.flatMap(({ events }) => Object.entries(events).map(([name, { audit }]) => [audit, name])),
);
