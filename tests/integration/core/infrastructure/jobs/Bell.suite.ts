import { PipelinedReader } from '../../../../../src/core/infrastructure/database/ScopedReader';
import { Bell, type Work } from '../../../../../src/core/infrastructure/jobs/Bell';
import { BellHearing } from '../../../../../src/core/infrastructure/jobs/BellHearing';
import { expectSoon } from '../../../../support/expectSoon';
import { RecordingLog } from '../../../../support/fakes/RecordingLog';
import { MigratedDatabase } from '../../../../support/postgres/MigratedDatabase';

const SOON = 10_000;
let around: MigratedDatabase;
let reader: PipelinedReader;
const ears: BellHearing[] = [];
beforeAll(async () => {
  around = await MigratedDatabase.create(1);
  reader = new PipelinedReader({ url: around.url, ssl: false, connections: 1 });
});
afterEach(async () => {
  for (const ear of ears.splice(0)) await ear.stop();
});
afterAll(async () => {
  await reader.close();
  await around.drop();
});

async function anEar(url = around.url) {
  const heard: Work[] = [];
  const log = new RecordingLog();
  const ear = new BellHearing({ url, ssl: false }, (work) => void heard.push(work), log);
  ears.push(ear);
  await ear.start();
  return { heard, log };
}

const listening = () =>
  around.sql<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
  );

describe('the bell between processes', () => {
  it('is heard by everybody who listens', async () => {
    const [one, other] = [await anEar(), await anEar()];
    const bell = new Bell(reader);
    bell.ring('relay');
    await bell.rung();
    bell.ring('jobs');
    for (const { heard } of [one, other]) {
      await expectSoon(async () => expect(heard).toEqual(['relay', 'jobs']), SOON);
    }
  });

  it('rings once more for however many ring while it rings, and for each kind', async () => {
    const { heard } = await anEar();
    const bell = new Bell(reader);
    for (let at = 0; at < 50; at += 1) bell.ring(at % 2 === 0 ? 'relay' : 'jobs');
    await bell.rung();
    bell.ring('relay-free');
    await expectSoon(async () => expect(heard).toContain('relay-free'), SOON);
    expect(heard.filter((work) => work === 'jobs')).toHaveLength(1);
    expect(heard.filter((work) => work === 'relay').length).toBeLessThanOrEqual(2);
  });

  it('X5 is heard again after the connection was cut, without a restart', async () => {
    const { heard } = await anEar();
    const [cut] = await listening();
    await around.sql('SELECT pg_terminate_backend($1)', [cut?.pid]);
    await expectSoon(async () => {
      const [again] = await listening();
      expect(again?.pid).not.toBe(undefined);
      expect(again?.pid).not.toBe(cut?.pid);
    }, SOON);
    new Bell(reader).ring('relay');
    await expectSoon(async () => expect(heard).toEqual(['relay']), SOON);
  });

  it('fails nobody when the database is away: who rings goes on, who listens says so once', async () => {
    const nowhere = 'postgres://portico@127.0.0.1:1/portico';
    const lost = new PipelinedReader({ url: nowhere, ssl: false, connections: 1 });
    const bell = new Bell(lost);
    bell.ring('relay');
    await bell.rung();
    await lost.close();
    const { log } = await anEar(nowhere);
    await expectSoon(async () => expect(ears).toHaveLength(1), SOON);
    expect(log.lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'warn Other processes cannot wake this one; it finds work by looking',
    ]);
  });
});
