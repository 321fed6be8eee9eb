import type { PublishedEvent } from '../../../../../src/core/application/EventBus';
import { EventJobs } from '../../../../../src/core/infrastructure/events/EventJobs';
import {
  FeedConsumers,
  type NamedConsumer,
} from '../../../../../src/core/infrastructure/events/FeedConsumers';
import { InProcessEventBus } from '../../../../../src/core/infrastructure/events/InProcessEventBus';
import { JobQueue } from '../../../../../src/core/infrastructure/jobs/JobQueue';
import { JobWorker } from '../../../../../src/core/infrastructure/jobs/JobWorker';
import { WakeUp } from '../../../../../src/core/infrastructure/jobs/WakeUp';
import { AesGcmSealer } from '../../../../../src/core/infrastructure/system/AesGcmSealer';
import { AsyncRequestContext } from '../../../../../src/core/infrastructure/system/AsyncRequestContext';
import { CryptoRandom } from '../../../../../src/core/infrastructure/system/CryptoRandom';
import { aRelayOf } from '../../../../support/events/aRelayOf';
import { MigratedDatabase } from '../../../../support/postgres/MigratedDatabase';
import { silentLog } from '../../../../support/silentLog';

const random = new CryptoRandom();
let around: MigratedDatabase;
beforeAll(async () => {
  around = await MigratedDatabase.create();
});
afterAll(() => around.drop());
beforeEach(() => around.sql('TRUNCATE outbox, workspace_feeds, leases, jobs, cache_drops'));

const noteOf = ({ payload }: PublishedEvent) => (payload as unknown as { note: string }).note;

/** Notes down what it takes, in the transaction in which it is asked to. */
function aConsumer(name: string, judge: (note: string) => Promise<void> | void = () => undefined) {
  const named: NamedConsumer = {
    name,
    consumer: {
      take: async (events) => {
        for (const event of events) {
          const note = noteOf(event);
          await around.database.write('INSERT INTO cache_drops (cache_key) VALUES ($1)', [`${name} ${note}`]);
          await judge(note);
        }
      },
    },
  };
  return named;
}

async function happened(...notes: string[]): Promise<void> {
  for (const note of notes) {
    await around.sql(
      `INSERT INTO outbox (id, workspace_id, name, payload)
       VALUES (gen_random_uuid(), md5(split_part($1, ' ', 1))::uuid, 'workspace:updated', jsonb_build_object('note', $1::text))`,
      [note],
    );
  }
}

/** @returns what the bus was told. */
async function relayed(...consumers: NamedConsumer[]): Promise<string[]> {
  const bus = new InProcessEventBus(silentLog);
  const told: string[] = [];
  bus.subscribe((event) => void told.push(noteOf(event)));
  await aRelayOf(around, { bus, consumers }).pass();
  return told;
}

const taken = async () =>
  (await around.sql<{ key: string }>('SELECT cache_key AS key FROM cache_drops ORDER BY id')).map(
    ({ key }) => key,
  );
const owed = () =>
  around.sql<{ kind: string; note: string }>(
    `SELECT kind, payload #>> '{event,payload,note}' AS note FROM jobs WHERE done_at IS NULL ORDER BY 2`,
  );

describe('what takes note of events', () => {
  it('is given all of them in the order of their numbers', async () => {
    await around.sql(
      `INSERT INTO outbox (id, workspace_id, name, payload)
       SELECT gen_random_uuid(), md5((n % 3)::text)::uuid, 'workspace:updated', jsonb_build_object('note', n::text)
       FROM generate_series(1, 300) n`,
    );
    const told = await relayed(aConsumer('it'));
    expect(told).toEqual(Array.from({ length: 300 }, (_, at) => String(at + 1)));
    expect(await taken()).toEqual(told.map((note) => `it ${note}`));
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('as the test wants it');
      },
    ],
    ['runs a statement that fails', () => around.database.write('SELECT 1 / 0').then(() => undefined)],
    [
      'runs a statement that fails, and does not say so',
      () =>
        around.database.write('SELECT 1 / 0').then(
          () => undefined,
          () => undefined,
        ),
    ],
  ] as const)('X36 holds up nobody with an event over which it %s', async (_how, fail) => {
    await happened('a 1', 'a poison', 'b 1', 'a 2');
    const picky = aConsumer('picky', (note) => (note === 'a poison' ? fail() : undefined));

    expect(await relayed(picky, aConsumer('calm'))).toEqual(['a 1', 'a poison', 'b 1', 'a 2']);

    expect((await taken()).sort()).toEqual([
      ...['calm a 1', 'calm a 2', 'calm a poison', 'calm b 1'],
      ...['picky a 1', 'picky a 2', 'picky b 1'],
    ]);
    expect(await owed()).toEqual([{ kind: 'consumer:picky', note: 'a poison' }]);
    expect(await around.sql('SELECT 1 FROM outbox WHERE published_at IS NULL')).toEqual([]);
  });

  it('X36 takes later, as a job, what it could not take, and once', async () => {
    const state = { isBroken: true };
    const consumer = aConsumer('healing', () => {
      if (state.isBroken) throw new Error('as the test wants it');
    });
    await happened('a 1', 'a 2');
    await relayed(consumer);
    expect(await owed()).toHaveLength(2);
    expect(await taken()).toEqual([]);

    state.isBroken = false;
    const { database, unit } = around;
    const jobs = new EventJobs(database, unit, random, new WakeUp());
    const handlers = new FeedConsumers([consumer], database, jobs, silentLog).handlers();
    const queue = new JobQueue(database, unit, new AesGcmSealer('a key of the tests, long enough'), random);
    const ended = new AbortController();
    const worker = new JobWorker(
      handlers,
      queue,
      unit,
      new AsyncRequestContext(),
      silentLog,
      () => ({}) as never,
      ended.signal,
    );
    await worker.pass();

    expect((await taken()).sort()).toEqual(['healing a 1', 'healing a 2']);
    expect(await owed()).toEqual([]);
  });

  it('X9 is asked again with the whole batch when it lost a race, and owes nothing', async () => {
    await happened('a 1', 'a 2');
    let races = 2;
    const racing = aConsumer('racing', () => {
      races -= 1;
      if (races > 0) throw Object.assign(new Error('could not serialize access'), { code: '40001' });
    });
    expect(await relayed(racing)).toEqual(['a 1', 'a 2']);
    expect(await taken()).toEqual(['racing a 1', 'racing a 2']);
    expect(await owed()).toEqual([]);
  });
});
