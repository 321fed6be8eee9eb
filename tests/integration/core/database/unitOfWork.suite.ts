import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Scope } from '../../../../src/core/application/UnitOfWork';
import { asId } from '../../../../src/core/domain/ids';
import { StrayStatement } from '../../../../src/core/infrastructure/database/Database';
import { openDatabase } from '../../../../src/core/infrastructure/database/openDatabase';
import { SequelizeUnitOfWork } from '../../../../src/core/infrastructure/database/SequelizeUnitOfWork';
import { CryptoRandom } from '../../../../src/core/infrastructure/system/CryptoRandom';
import { UserModel } from '../../../../src/modules/user/infrastructure/UserModel';
import { RecordingLog } from '../../../support/fakes/RecordingLog';
import { MigratedDatabase } from '../../../support/postgres/MigratedDatabase';
import { silentLog } from '../../../support/silentLog';

const random = new CryptoRandom();
const system: Scope = { as: 'system', for: 'testing' };
const unavailable = { kind: 'unavailable', code: 'DATABASE_UNAVAILABLE', facts: { retryAfter: 2 } };

let db: MigratedDatabase;
beforeAll(async () => {
  db = await MigratedDatabase.create();
  await db.sql('CREATE TABLE counters (name text PRIMARY KEY, value int NOT NULL)');
  await db.sql('GRANT ALL ON counters TO portico_app, portico_system');
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.sql(`TRUNCATE counters`);
  await db.sql(`INSERT INTO counters VALUES ('a', 0), ('b', 0)`);
});

const add = (name: string) =>
  db.database.write('UPDATE counters SET value = value + 1 WHERE name = $1', [name]);
const raise = (code: string) =>
  db.database.query(`DO $$ BEGIN RAISE EXCEPTION 'as the test wants it' USING ERRCODE = '${code}'; END $$`);
const backend = async () =>
  (await db.database.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid'))[0]?.pid;

async function values(): Promise<Record<string, number>> {
  const rows = await db.sql<{ name: string; value: number }>('SELECT name, value FROM counters');
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

describe('a unit of work', () => {
  it('commits everything or nothing', async () => {
    await db.unit.run(system, async () => {
      await add('a');
      await add('b');
    });
    const failing = db.unit.run(system, async () => {
      await add('a');
      throw new Error('as the test wants it');
    });

    await expect(failing).rejects.toThrow('as the test wants it');
    expect(await values()).toEqual({ a: 1, b: 1 });
  });

  it('joins the one around it, whatever scope the inner one names', async () => {
    const userId = random.id<'user'>();
    const outer: Scope = { as: 'account', userId };

    const seen = await db.unit.run(outer, async () => {
      const before = await backend();
      const inner = await db.unit.run(system, async () => {
        await add('a');
        return db.database.rows<object>(
          `SELECT current_user AS role, current_setting('app.user_id') AS "user", pg_backend_pid() AS pid`,
        );
      });
      return { before, inner: inner[0] };
    });

    expect(seen.inner).toEqual({ role: 'portico_app', user: userId, pid: seen.before });
  });

  it('takes back what a unit inside it did, when it fails itself', async () => {
    const failing = db.unit.run(system, async () => {
      await db.unit.run(system, () => add('a'));
      throw new Error('later');
    });

    await expect(failing).rejects.toThrow('later');
    expect(await values()).toEqual({ a: 0, b: 0 });
  });

  it('does not call itself done when a failed statement was swallowed: PostgreSQL would roll back in silence', async () => {
    let told = false;
    const work = db.unit.run(system, async () => {
      db.unit.afterCommit(() => (told = true));
      await add('a');
      await db.database.query(`INSERT INTO counters VALUES ('b', 0)`).catch(() => undefined);
    });

    await expect(work).rejects.toThrow('Validation error');
    expect(told).toBe(false);
    expect(await values()).toEqual({ a: 0, b: 0 });
  });

  const user = random.id<'user'>();
  const workspace = random.id<'workspace'>();
  it.each<[Scope, object]>([
    [system, { role: 'portico_system', userId: '', workspaceId: '' }],
    [
      { as: 'account', userId: user },
      { role: 'portico_app', userId: user, workspaceId: '' },
    ],
    [
      { as: 'member', userId: user, workspaceId: workspace },
      { role: 'portico_app', userId: user, workspaceId: workspace },
    ],
  ])('as %j sets role, user and workspace for its transaction alone', async (scope, expected) => {
    const lone = db.open(1);
    const unit = new SequelizeUnitOfWork(lone, silentLog);
    const settings = `SELECT current_user AS role, current_setting('app.user_id', true) AS "userId",
      current_setting('app.workspace_id', true) AS "workspaceId"`;

    const inside = await unit.run(scope, () => lone.rows<object>(settings));
    const connection = (await lone.connectionManager.getConnection({ type: 'read' })) as Client;
    const { rows: after } = await connection.query(settings);
    lone.connectionManager.releaseConnection(connection);

    expect(inside).toEqual([expected]);
    expect(after).toEqual([{ role: 'portico_test', userId: '', workspaceId: '' }]);
  });

  it('takes no ids that are none: they travel in the text of a statement', async () => {
    const scope: Scope = { as: 'account', userId: asId<'user'>(`';DROP TABLE counters;--`) };

    await expect(db.unit.run(scope, () => add('a'))).rejects.toThrow('UUID');
    expect(await values()).toEqual({ a: 0, b: 0 });
  });
});

describe('outside of a unit of work', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a statement', () => add('a')],
    ['a model that reads', () => UserModel.findAll()],
    ['a model that writes', () => UserModel.update({ firstName: 'Eve' }, { where: {} })],
  ])('%s is refused before it reaches the server', async (_what, act) => {
    await expect(act()).rejects.toThrow(StrayStatement);
    expect(await values()).toEqual({ a: 0, b: 0 });
  });
});

describe('after the commit', () => {
  it('acts once, when everybody can see the effect', async () => {
    const seen: Promise<Record<string, number>>[] = [];
    await db.unit.run(system, async () => {
      await add('a');
      await db.unit.run(system, async () => db.unit.afterCommit(() => seen.push(values())));
      await add('b');
      expect(seen).toHaveLength(0);
    });

    expect(await Promise.all(seen)).toEqual([{ a: 1, b: 1 }]);
  });

  it('does not act when the work failed', async () => {
    let told = false;
    const work = db.unit.run(system, async () => {
      db.unit.afterCommit(() => (told = true));
      await raise('P0001');
    });

    await expect(work).rejects.toThrow('as the test wants it');
    expect(told).toBe(false);
  });

  it('does not act when the commit itself failed', async () => {
    await db.sql(
      'CREATE TABLE IF NOT EXISTS promises (to_counter text REFERENCES counters DEFERRABLE INITIALLY DEFERRED)',
    );
    await db.sql('GRANT ALL ON promises TO portico_system');
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    let told = false;
    const work = db.unit.run(system, async () => {
      db.unit.afterCommit(() => (told = true));
      await db.database.query(`INSERT INTO promises VALUES ('none')`);
    });

    await expect(work).rejects.toThrow('promises');
    expect(told).toBe(false);
    await db.sql('DROP TABLE promises');
    warn.mockRestore();
  });

  it('stays committed when what follows fails: the log has it, and the rest follows', async () => {
    const log = new RecordingLog();
    const unit = new SequelizeUnitOfWork(db.database, log);
    const error = new Error('as the test wants it');
    let told = false;
    const result = await unit.run(system, async () => {
      unit.afterCommit(() => {
        throw error;
      });
      unit.afterCommit(() => (told = true));
      await add('a');
      return 'done';
    });

    expect(result).toBe('done');
    expect(told).toBe(true);
    expect(await values()).toEqual({ a: 1, b: 0 });
    expect(log.lines).toEqual([{ level: 'error', message: 'What follows a commit failed', error }]);
  });

  it('acts at once outside of any unit', () => {
    let told = false;
    db.unit.afterCommit(() => (told = true));
    expect(told).toBe(true);
  });
});

describe('X9 a unit that lost a race', () => {
  it('is run again after a deadlock; the effects of both are there once', async () => {
    const both = meeting(2);
    const tries = { ab: 0, ba: 0 };
    const cross = (first: string, second: string, name: keyof typeof tries) =>
      db.unit.run(system, async () => {
        tries[name] += 1;
        await add(first);
        await both.arrive();
        await add(second);
      });

    await Promise.all([cross('a', 'b', 'ab'), cross('b', 'a', 'ba')]);

    expect(await values()).toEqual({ a: 2, b: 2 });
    expect(tries.ab + tries.ba).toBe(3);
  });

  it('is run again after a serialisation failure; the effects of both are there once', async () => {
    const strict = await MigratedDatabase.create();
    await strict.sql(`CREATE TABLE seats (taken int NOT NULL); INSERT INTO seats VALUES (0);
      GRANT ALL ON seats TO portico_system;
      DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET default_transaction_isolation = serializable'; END $$`);
    const both = meeting(2);
    let tries = 0;
    const take = () =>
      strict.unit.run(system, async () => {
        tries += 1;
        const [row] = await strict.database.rows<{ taken: number }>('SELECT taken FROM seats');
        await both.arrive();
        await strict.database.write('UPDATE seats SET taken = $1', [(row?.taken ?? 0) + 1]);
      });

    await Promise.all([take(), take()]);

    expect(await strict.sql('SELECT taken FROM seats')).toEqual([{ taken: 2 }]);
    expect(tries).toBe(3);
    await strict.drop();
  });

  it('is given up after three repetitions, and nothing is left of it', async () => {
    let tries = 0;
    const work = db.unit.run(system, async () => {
      tries += 1;
      await add('a');
      await raise('40001');
    });

    await expect(work).rejects.toMatchObject(unavailable);
    expect(tries).toBe(4);
    expect(await values()).toEqual({ a: 0, b: 0 });
  });

  it('acts after the commit for the run that committed, not for the ones before', async () => {
    let tries = 0;
    const told: number[] = [];
    await db.unit.run(system, async () => {
      tries += 1;
      const mine = tries;
      db.unit.afterCommit(() => told.push(mine));
      if (mine < 3) await raise('40P01');
    });

    expect(told).toEqual([3]);
  });

  it('is not run again for any other fault', async () => {
    let tries = 0;
    const work = db.unit.run(system, async () => {
      tries += 1;
      await raise('P0001');
    });

    await expect(work).rejects.toThrow('as the test wants it');
    expect(tries).toBe(1);
  });
});

describe('a server that is slow or goes away', () => {
  it('has limits for statements, locks and idle transactions', async () => {
    const limits = await db.unit.run(system, () =>
      db.database.rows(
        `SELECT name, setting::int AS ms FROM pg_settings WHERE name = ANY($1) ORDER BY name`,
        [['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']],
      ),
    );

    expect(limits).toEqual([
      { name: 'idle_in_transaction_session_timeout', ms: 10_000 },
      { name: 'lock_timeout', ms: 2_000 },
      { name: 'statement_timeout', ms: 4_500 },
    ]);
  });

  it('X6 ends a statement over its time as unavailable', async () => {
    const work = db.unit.run(system, async () => {
      await add('a');
      await db.database.query(`SET LOCAL statement_timeout = '30ms'`);
      await db.database.query('SELECT pg_sleep(2)');
    });

    await expect(work).rejects.toMatchObject({ ...unavailable, cause: { parent: { code: '57014' } } });
    expect(await values()).toEqual({ a: 0, b: 0 });
  });

  it('X9 ends the wait for a lock as unavailable', async () => {
    const holder = new Client({ connectionString: db.adminUrl });
    await holder.connect();
    await holder.query(`BEGIN; UPDATE counters SET value = 9 WHERE name = 'a'`);
    const work = db.unit.run(system, async () => {
      await add('b');
      await db.database.query(`SET LOCAL lock_timeout = '30ms'`);
      await add('a');
    });

    await expect(work).rejects.toMatchObject({ ...unavailable, cause: { parent: { code: '55P03' } } });
    await holder.end();
    expect(await values()).toEqual({ a: 0, b: 0 });
  });

  it('X5 loses a connection in the middle of a unit: unavailable, nothing written, and the next unit works', async () => {
    let pid: number | undefined;
    const work = db.unit.run(system, async () => {
      pid = await backend();
      await add('a');
      await db.sql('SELECT pg_terminate_backend($1)', [pid]);
      await pause(20);
      await add('b');
    });

    await expect(work).rejects.toMatchObject(unavailable);
    await db.unit.run(system, () => add('b'));
    expect(await values()).toEqual({ a: 0, b: 1 });
  });

  it('X5 has the connection cut under a running statement: unavailable', async () => {
    const work = db.unit.run(system, async () => {
      const pid = await backend();
      await Promise.all([
        db.database.query('SELECT pg_sleep(3)'),
        pause(50).then(() => db.sql('SELECT pg_terminate_backend($1)', [pid])),
      ]);
    });

    await expect(work).rejects.toMatchObject(unavailable);
  });

  it('X8 drops a connection whose server takes no writes any more', async () => {
    const lone = db.open(1);
    const unit = new SequelizeUnitOfWork(lone, silentLog);
    const pid = () => lone.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid').then(([row]) => row?.pid);
    const before = await unit.run(system, pid);

    const work = unit.run(system, async () => {
      await lone.query('SET LOCAL transaction_read_only = on');
      await lone.write('UPDATE counters SET value = 1');
    });

    await expect(work).rejects.toMatchObject({ ...unavailable, cause: { parent: { code: '25006' } } });
    const after = await unit.run(system, pid);
    expect(after).not.toBe(before);
  });

  it('is unavailable when nobody listens', async () => {
    const nowhere = openDatabase({
      url: 'postgres://nobody@localhost:1/nothing',
      pool: { min: 0, max: 1 },
      ssl: false,
      models: [],
    });

    await expect(
      new SequelizeUnitOfWork(nowhere, silentLog).run(system, async () => 1),
    ).rejects.toMatchObject(unavailable);
    await nowhere.close();
  });
});

/** Whoever arrives waits until so many have; once they have, nobody waits any more. */
function meeting(size: number): { arrive(): Promise<void> } {
  let open: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let arrived = 0;
  return {
    arrive: () => {
      arrived += 1;
      if (arrived === size) open();
      return opened;
    },
  };
}
