import type { Scope } from '../../../../src/core/application/UnitOfWork';
import { InProcessCache } from '../../../../src/core/infrastructure/cache/InProcessCache';
import { PipelinedReader } from '../../../../src/core/infrastructure/database/ScopedReader';
import { SequelizeUnitOfWork } from '../../../../src/core/infrastructure/database/SequelizeUnitOfWork';
import { CryptoRandom } from '../../../../src/core/infrastructure/system/CryptoRandom';
import { MigratedDatabase } from '../../../support/postgres/MigratedDatabase';
import { silentLog } from '../../../support/silentLog';

const random = new CryptoRandom();
const system: Scope = { as: 'system', for: 'testing' };
const account: Scope = { as: 'account', userId: random.id() };
const member: Scope = { as: 'member', userId: random.id(), workspaceId: random.id() };
const failure = new Error('as the test wants it');
const READ = { name: 'notes', text: 'SELECT text FROM notes ORDER BY text' };

let db: MigratedDatabase;
let unit: SequelizeUnitOfWork;
let reader: PipelinedReader;
beforeAll(async () => {
  db = await MigratedDatabase.create(2);
  unit = new SequelizeUnitOfWork(db.database, silentLog);
  reader = new PipelinedReader({ url: db.url, ssl: false, connections: 1 });
  await db.sql(
    'CREATE TABLE notes (text text PRIMARY KEY); GRANT ALL ON notes TO portico_app, portico_system',
  );
});
afterAll(async () => {
  await reader.close();
  await db.drop();
});
beforeEach(() => db.sql('TRUNCATE notes'));

const note = (text: string, scope: Scope = system) =>
  unit.run(scope, () => db.database.write('INSERT INTO notes VALUES ($1)', [text]));
const texts = (rows: readonly { readonly text: string }[]) => rows.map(({ text }) => text);
const committed = async () => texts(await db.sql<{ text: string }>(READ.text));
const whoAmI = `SELECT current_user || ' ' || current_setting('app.user_id') || ' '
  || current_setting('app.workspace_id') AS text`;

describe('units of work together', () => {
  it('commit when all are done, and hand over the result', async () => {
    const result = await unit.together(account, async () => {
      await note('one');
      await note('two');
      expect(await committed()).toEqual([]);
      return 'done';
    });
    expect(result).toBe('done');
    expect(await committed()).toEqual(['one', 'two']);
  });

  it('leave nothing when what comes after them fails', async () => {
    const told: string[] = [];
    const failing = unit.together(account, async () => {
      await note('one');
      unit.afterCommit(() => told.push('never'));
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect([await committed(), told]).toEqual([[], []]);
  });

  it('lose one that fails, and no other', async () => {
    const told: string[] = [];
    await unit.together(account, async () => {
      await note('one');
      const twice = unit.run(system, async () => {
        unit.afterCommit(() => told.push('never'));
        await note('two');
        await note('one');
      });
      await expect(twice).rejects.toThrow('Validation error');
      await note('three');
    });
    expect([await committed(), told]).toEqual([['one', 'three'], []]);
  });

  it('keep each its own scope, also after one that failed', async () => {
    const who = (scope: Scope) => unit.run(scope, () => db.database.rows<{ text: string }>(whoAmI));
    const seen = await unit.together(account, async () => {
      const before = [await who(system), await who(member)];
      await unit.run(system, () => Promise.reject(failure)).catch(() => undefined);
      return [...before, await who(account)].flatMap(texts);
    });
    expect(seen).toEqual([
      'portico_system  ',
      `portico_app ${member.userId} ${member.workspaceId}`,
      `portico_app ${account.userId} `,
    ]);
  });

  it('follow one another, also when they are begun at once', async () => {
    await unit.together(account, async () => {
      const outcomes = await Promise.allSettled([note('one'), note('one', member), note('two', account)]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    });
    expect(await committed()).toEqual(['one', 'two']);
  });

  it('act after the commit, in order', async () => {
    const told: string[] = [];
    await unit.together(account, async () => {
      await unit.run(system, async () => unit.afterCommit(() => told.push('unit')));
      unit.afterCommit(() => told.push('between'));
      expect(told).toEqual([]);
    });
    expect(told).toEqual(['unit', 'between']);
  });

  it('run all again when one lost a race', async () => {
    let tries = 0;
    await unit.together(account, async () => {
      tries += 1;
      await note(`try ${tries}`);
      if (tries > 1) return;
      await unit.run(system, () =>
        db.database.query(`DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40P01'; END $$`),
      );
    });
    expect(await committed()).toEqual(['try 2']);
  });

  it('end as unavailable when their connection is lost, and nothing is left of them', async () => {
    const failing = unit.together(account, async () => {
      await note('one');
      await unit.run(system, async () => {
        const [own] = await db.database.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await db.sql('SELECT pg_terminate_backend($1)', [own?.pid]);
        await expect(note('two')).rejects.toThrow();
      });
    });
    await expect(failing).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await note('two');
    expect(await committed()).toEqual(['two']);
  });

  it('are not called done when one could not be taken back and its error was swallowed', async () => {
    const failing = unit.together(account, async () => {
      await note('one');
      const lost = unit.run(system, () => db.database.query('ROLLBACK'));
      await lost.catch(() => undefined);
    });
    await expect(failing).rejects.toThrow('SAVEPOINT');
    expect(await committed()).toEqual([]);
  });

  it('are seen by reads between them, in the scope of the read', async () => {
    const seen = await unit.together(account, async () => {
      await note('one');
      const who = await reader.rows<{ text: string }>(member, { name: 'who', text: whoAmI }, []);
      return [...texts(await reader.rows(member, READ, [])), ...texts(who)];
    });
    expect(seen).toEqual(['one', `portico_app ${member.userId} ${member.workspaceId}`]);
  });

  it('are not remembered by a cache before they are committed', async () => {
    const cache = new InProcessCache({ max: 10 });
    cache.vouch(60_000);
    const load = async () => ({ texts: texts(await reader.rows(system, READ, [])) });
    const failing = unit.together(account, async () => {
      await note('one');
      await cache.through('notes', load);
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await cache.through('notes', load)).toEqual({ texts: [] });
  });
});
