import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { EventBus, PublishedEvent } from '../../../../../src/core/application/EventBus';
import type { OutboxRelay } from '../../../../../src/core/infrastructure/events/OutboxRelay';
import type { Reaction } from '../../../../../src/core/kit/workers';
import { CryptoRandom } from '../../../../../src/core/infrastructure/system/CryptoRandom';
import { aRelayOf } from '../../../../support/events/aRelayOf';
import { MigratedDatabase } from '../../../../support/postgres/MigratedDatabase';

const SYSTEM = { as: 'system', for: 'testing' } as const;
const reaction: Reaction = {
  name: 'GreetWhenRegistered',
  on: 'user:registered',
  concerns: ({ payload }) => !JSON.stringify(payload).includes('of no concern'),
  run: () => Promise.resolve(),
};

const random = new CryptoRandom();
let around: MigratedDatabase;
beforeAll(async () => {
  around = await MigratedDatabase.create(10);
});
afterAll(() => around.drop());
beforeEach(() => around.sql('TRUNCATE outbox, workspace_feeds, leases, jobs'));

interface Relay {
  readonly relay: OutboxRelay;
  /** What its bus was told, in that order. */
  readonly heard: PublishedEvent[];
}

/** As a process of its own has one. @param publish what its bus does with an event, after noting it. */
function aRelay(publish: () => Promise<void> = () => Promise.resolve()): Relay {
  const heard: PublishedEvent[] = [];
  const bus: EventBus = {
    subscribe: () => () => undefined,
    publish: (event) => {
      heard.push(event);
      return publish();
    },
  };
  return { relay: aRelayOf(around, { bus, reactions: [reaction] }), heard };
}

const INSERT = `INSERT INTO outbox (id, workspace_id, name, payload) VALUES ($1, $2, $3, $4)`;

/** Commits one event in a unit of its own. */
async function happen(workspaceId: string | null, note: string, name = 'workspace:founded'): Promise<void> {
  await around.unit.run(SYSTEM, () =>
    around.database.write(INSERT, [random.id(), workspaceId, name, JSON.stringify({ note })]),
  );
}

const notes = (events: readonly PublishedEvent[]) =>
  events.map(({ seq, payload }) => [seq, (payload as unknown as { note: string }).note]);
const leaseRunsOut = () => around.sql(`UPDATE leases SET held_until = now() - interval '1 second'`);

describe('the relay of the outbox', () => {
  it('numbers the events of each workspace from 1, tells them in that order, and each once', async () => {
    const [first, second] = [random.id(), random.id()];
    for (const note of ['a', 'b']) {
      await happen(first, note);
      await happen(second, note);
    }
    const { relay, heard } = aRelay();

    await relay.pass();
    await happen(first, 'c');
    await relay.pass();
    await relay.pass();

    expect(notes(heard.filter((event) => event.workspaceId === first))).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
    expect(notes(heard.filter((event) => event.workspaceId === second))).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('gives no number to what happened outside of a workspace', async () => {
    await happen(null, 'alone');
    const { relay, heard } = aRelay();
    await relay.pass();
    expect(notes(heard)).toEqual([[null, 'alone']]);
  });

  it('gives a commit that becomes visible late a later number, and leaves no gap', async () => {
    const workspace = random.id();
    const late = new Client({ connectionString: around.adminUrl });
    await late.connect();
    const early = `INSERT INTO outbox (id, workspace_id, name, payload) VALUES (gen_random_uuid(), '${workspace}',
      'workspace:founded', '{"note":"began first"}')`;
    await late.query(`BEGIN; ${early}`);
    await happen(workspace, 'committed first');
    const { relay, heard } = aRelay();

    await relay.pass();
    await late.query('COMMIT');
    await late.end();
    await happen(workspace, 'came last');
    await relay.pass();

    expect(notes(heard)).toEqual([
      [1, 'committed first'],
      [2, 'began first'],
      [3, 'came last'],
    ]);
  });

  it('knows nothing of what was rolled back', async () => {
    const workspace = random.id();
    await happen(workspace, 'one');
    const rolledBack = around.unit.run(SYSTEM, async () => {
      await around.database.write(INSERT, [random.id(), workspace, 'workspace:founded', '{}']);
      throw new Error('as the test wants it');
    });
    await expect(rolledBack).rejects.toThrow('as the test wants it');
    await happen(workspace, 'two');
    const { relay, heard } = aRelay();

    await relay.pass();

    expect(notes(heard)).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('takes a backlog in batches, and says so', async () => {
    const workspace = random.id();
    await around.sql(
      `INSERT INTO outbox (id, workspace_id, name, payload)
       SELECT gen_random_uuid(), $1, 'workspace:founded', jsonb_build_object('note', n) FROM generate_series(1, 1200) n`,
      [workspace],
    );
    const { relay, heard } = aRelay();

    const more = [await relay.pass(), await relay.pass(), await relay.pass()];

    expect(more).toEqual([true, true, false]);
    expect(heard.map(({ seq }) => seq)).toEqual(Array.from({ length: 1200 }, (_, i) => i + 1));
    expect(notes(heard).every(([seq, note]) => seq === note)).toBe(true);
  });
});

describe('reactions', () => {
  const reactions = () =>
    around.sql<{ kind: string; note: string }>(
      `SELECT kind, payload #>> '{event,payload,note}' AS note FROM jobs ORDER BY 2`,
    );

  it('become jobs of the events they are for, one each, however often the relay dies', async () => {
    await happen(null, 'heard', 'user:registered');
    await happen(null, 'of no interest');
    await happen(null, 'of no concern', 'user:registered');
    const dying = aRelay(() => Promise.reject(new Error('killed')));

    await expect(dying.relay.pass()).rejects.toThrow('killed');
    await leaseRunsOut();
    await aRelay().relay.pass();

    expect(await reactions()).toEqual([{ kind: 'reaction:GreetWhenRegistered', note: 'heard' }]);
  });

  it('are not lost with a relay that died before it committed', async () => {
    await happen(null, 'heard', 'user:registered');
    const { unit, database } = around;
    const half = unit.run(SYSTEM, async () => {
      await aRelay(() => Promise.reject(new Error('killed'))).relay.pass();
    });
    await expect(half).rejects.toThrow('killed');
    expect(await reactions()).toEqual([]);

    await aRelay().relay.pass();

    expect(await reactions()).toHaveLength(1);
    expect(
      await unit.run(SYSTEM, () => database.rows(`SELECT 1 FROM outbox WHERE published_at IS NULL`)),
    ).toEqual([]);
  });
});

describe('two relays', () => {
  it('take turns only when the first has gone or its lease ran out', async () => {
    const [one, other] = [aRelay(), aRelay()];
    await happen(null, 'a');
    await one.relay.pass();
    await happen(null, 'b');
    await other.relay.pass();
    expect(notes(other.heard)).toEqual([]);

    await one.relay.resign();
    await other.relay.pass();
    expect(notes(other.heard)).toEqual([[null, 'b']]);

    await happen(null, 'c');
    await one.relay.pass();
    await leaseRunsOut();
    await one.relay.pass();
    expect(notes(one.heard)).toEqual([
      [null, 'a'],
      [null, 'c'],
    ]);
  });

  it('X3 killed between numbering and telling, the next one tells with the same numbers', async () => {
    const workspace = random.id();
    await happen(workspace, 'a');
    await happen(workspace, 'b');
    const dying = aRelay(() => Promise.reject(new Error('killed')));
    await expect(dying.relay.pass()).rejects.toThrow('killed');
    await happen(workspace, 'c');
    await leaseRunsOut();
    const next = aRelay();

    await next.relay.pass();

    expect(notes(next.heard)).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
  });

  it('tell first what the bus did not take, then what came after', async () => {
    const workspace = random.id();
    let isBroken = false;
    const { relay, heard } = aRelay(() =>
      isBroken ? Promise.reject(new Error('as the test wants it')) : Promise.resolve(),
    );
    await happen(workspace, 'a');
    await relay.pass();
    isBroken = true;
    await happen(workspace, 'b');
    await expect(relay.pass()).rejects.toThrow('as the test wants it');
    isBroken = false;
    await happen(workspace, 'c');
    await relay.pass();
    expect(notes(heard)).toEqual([
      [1, 'a'],
      [2, 'b'],
      [2, 'b'],
      [3, 'c'],
    ]);
  });

  it('neither number nor tell twice while many write at once, and leave no gap', async () => {
    const workspaces = Array.from({ length: 3 }, () => random.id<'workspace'>());
    const relays = [aRelay(), aRelay()];
    const state = { writing: true };
    const relaying = relays.map(async ({ relay }, at) => {
      while (state.writing) {
        await relay.pass();
        await pause(at + 1);
      }
    });
    const write = (workspace: string, ms: number) =>
      around.unit.run(SYSTEM, async () => {
        await around.database.write(INSERT, [random.id(), workspace, 'workspace:founded', '{}']);
        await pause(ms);
      });
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let event = 0; event < 20; event += 1) {
        await write(workspaces[(writer + event) % workspaces.length] as string, (writer * event) % 5);
      }
    });

    await Promise.all(writers);
    state.writing = false;
    await Promise.all(relaying);
    await leaseRunsOut();
    await relays[0]?.relay.pass();

    const heard = relays.flatMap((one) => one.heard);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
    for (const workspace of workspaces) {
      const numbers = heard.filter((event) => event.workspaceId === workspace).map(({ seq }) => seq);
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    }
    const heads = await around.sql<{ head: number }>('SELECT head_seq::int AS head FROM workspace_feeds');
    expect(heads.map(({ head }) => head)).toEqual([40, 40, 40]);
  });
});
