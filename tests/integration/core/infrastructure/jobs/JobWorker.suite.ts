import { randomUUID } from 'node:crypto';
import { JobImpossible, JobPutOff, type Job } from '../../../../../src/core/application/Jobs';
import { InHand } from '../../../../../src/core/infrastructure/jobs/InHand';
import { JobQueue } from '../../../../../src/core/infrastructure/jobs/JobQueue';
import { JobWorker } from '../../../../../src/core/infrastructure/jobs/JobWorker';
import { SqlJobs } from '../../../../../src/core/infrastructure/jobs/SqlJobs';
import { AesGcmSealer } from '../../../../../src/core/infrastructure/system/AesGcmSealer';
import type { JobHandler } from '../../../../../src/core/kit/workers';
import { RecordingLog } from '../../../../support/fakes/RecordingLog';
import { PostgresSurroundings } from '../../../../support/surroundings/PostgresSurroundings';

describe('a worker of jobs', () => {
  let around: PostgresSurroundings;
  let jobs: SqlJobs;
  let log: RecordingLog;
  let kind: string;
  let giveUp: AbortController;
  const sealer = new AesGcmSealer('a key of the tests, long enough');

  type Handler = Omit<JobHandler, 'kind'>;
  const workerFor = (...handlers: Handler[]) => handOf(new InHand(), ...handlers);
  const handOf = (inHand: InHand, ...handlers: Handler[]) => {
    const { database, unit, random, context } = around;
    const queue = new JobQueue(database, unit, sealer, random);
    const named = handlers.map((handler, index) => ({ ...handler, kind: `${kind}.${index}` }));
    const resolve = () => {
      throw new Error('These handlers resolve nothing');
    };
    return new JobWorker(named, queue, unit, context, log, resolve, giveUp.signal, inHand);
  };
  const enqueue = (index = 0) => jobs.enqueue({ kind: `${kind}.${index}`, payload: {} });
  const states = () =>
    around.sql<{ state: string; error: string | null }>(
      `SELECT CASE WHEN done_at IS NOT NULL THEN 'done' WHEN dead_at IS NOT NULL THEN 'dead' ELSE 'open' END AS state,
         last_error AS error
       FROM jobs WHERE kind LIKE $1 ORDER BY kind`,
      [`${kind}.%`],
    );
  const effects = async () => {
    const rows = await around.sql<{ effect: string }>('DELETE FROM effects RETURNING effect');
    return rows.map(({ effect }) => effect);
  };
  const effect = async ({ id }: Job) =>
    void (await around.database.write('INSERT INTO effects VALUES ($1)', [id]));

  beforeAll(async () => {
    around = await PostgresSurroundings.open();
    await around.sql('CREATE TABLE effects (effect text)');
    await around.sql('GRANT INSERT ON effects TO portico_system');
    const { database, unit, random, context, wakeJobs } = around;
    jobs = new SqlJobs(database, unit, sealer, random, context, wakeJobs);
  });

  beforeEach(() => {
    kind = `test.${randomUUID()}`;
    log = new RecordingLog();
    giveUp = new AbortController();
  });

  afterAll(() => around.close());

  it('commits the effect of a database job together with the mark that it is done', async () => {
    await enqueue();
    await workerFor({ inUnitOfWork: true, run: effect }).pass();
    expect(await states()).toEqual([{ state: 'done', error: null }]);
    expect(await effects()).toHaveLength(1);
  });

  it('leaves no effect of a database job that fails, and tries it again later', async () => {
    await enqueue();
    const failing = {
      inUnitOfWork: true,
      run: async (job: Job) => {
        await effect(job);
        throw new TypeError('x is not a function');
      },
    };
    await workerFor(failing).pass();
    expect(await states()).toEqual([{ state: 'open', error: 'TypeError: x is not a function' }]);
    expect(await effects()).toEqual([]);
    expect(log.lines).toMatchObject([{ level: 'warn', kind: `${kind}.0`, attempts: 1 }]);
  });

  it('X4 leaves no effect of a database job whose lease was lost meanwhile', async () => {
    await enqueue();
    const slow = {
      inUnitOfWork: true,
      run: async (job: Job) => {
        await effect(job);
        await around.sql('UPDATE jobs SET leased_by = $2 WHERE id = $1', [job.id, randomUUID()]);
      },
    };
    await workerFor(slow).pass();
    expect(await states()).toEqual([{ state: 'open', error: null }]);
    expect(await effects()).toEqual([]);
    expect(log.lines).toEqual([]);
  });

  it('does an outside job outside of any unit of work', async () => {
    await enqueue();
    let acted = false;
    const outside = {
      inUnitOfWork: false,
      run: async () => {
        around.unit.afterCommit(() => {
          acted = true;
        });
        expect(acted).toBe(true);
      },
    };
    await workerFor(outside).pass();
    expect(await states()).toEqual([{ state: 'done', error: null }]);
  });

  it('puts a job aside at once that says it is impossible', async () => {
    await enqueue();
    const impossible = { inUnitOfWork: false, run: () => Promise.reject(new JobImpossible('refused')) };
    await workerFor(impossible).pass();
    expect(await states()).toMatchObject([{ state: 'dead', error: expect.stringContaining('refused') }]);
  });

  it('takes a job again when it asked to be, without a word in the log', async () => {
    await enqueue(0);
    await enqueue(1);
    const putOff = (counts: boolean) => ({
      inUnitOfWork: false,
      run: () => Promise.reject(new JobPutOff('not now', 100, counts)),
    });
    await workerFor(putOff(true), putOff(false)).pass();
    const rows = await around.sql(
      `SELECT attempts, last_error, leased_by, run_at BETWEEN now() + interval '90 seconds'
         AND now() + interval '125 seconds' AS later
       FROM jobs WHERE kind LIKE $1 ORDER BY kind`,
      [`${kind}.%`],
    );
    const later = { last_error: 'not now', leased_by: null, later: true };
    expect(rows).toEqual([
      { attempts: 1, ...later },
      { attempts: 0, ...later },
    ]);
    expect(log.lines).toEqual([]);
  });

  it('puts a job aside that asked to be taken again too often', async () => {
    await enqueue();
    await around.sql('UPDATE jobs SET attempts = 14 WHERE kind LIKE $1', [`${kind}.%`]);
    await workerFor({
      inUnitOfWork: false,
      run: () => Promise.reject(new JobPutOff('not now', 1)),
    }).pass();
    expect(await states()).toEqual([{ state: 'dead', error: 'not now' }]);
  });

  it('X12 leaves what it had to give up to the next process, at once and uncounted', async () => {
    await enqueue();
    const hanging = {
      inUnitOfWork: false,
      run: (_job: Job, _resolve: unknown, signal?: AbortSignal) =>
        new Promise<void>((_done, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('given up')));
          giveUp.abort();
        }),
    };
    await workerFor(hanging).pass();
    giveUp = new AbortController();
    const seen: number[] = [];
    await workerFor({ inUnitOfWork: false, run: async (job: Job) => void seen.push(job.attempts) }).pass();
    expect(seen).toEqual([0]);
  });

  it('X36 stops nobody else because of one that fails', async () => {
    for (const index of [0, 1, 2]) await enqueue(index);
    const good = { inUnitOfWork: true, run: effect };
    const bad = {
      inUnitOfWork: false,
      run: () => {
        throw new Error('not even a promise');
      },
    };
    await workerFor(good, bad, good).pass();
    expect((await states()).map(({ state }) => state)).toEqual(['done', 'open', 'done']);
    expect(await effects()).toHaveLength(2);
  });

  it('takes ten at a time, and says whether there may be more', async () => {
    for (let count = 0; count < 12; count += 1) await enqueue();
    const worker = workerFor({ inUnitOfWork: true, run: effect });
    expect(await worker.pass()).toBe(true);
    expect(await worker.pass()).toBe(false);
    expect(await effects()).toHaveLength(12);
  });

  it('has hands for others while one workspace, which is owed most, keeps one of them busy', async () => {
    const of = (workspaceId: string) => jobs.enqueue({ kind: `${kind}.0`, payload: { workspaceId } });
    for (let count = 0; count < 25; count += 1) await of('acme');
    await of('beta');
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const begun: unknown[] = [];
    const run = async ({ payload }: Job) => {
      begun.push(payload.workspaceId);
      if (payload.workspaceId === 'acme') await released;
    };
    const hands = new InHand();
    const hand = () => handOf(hands, { inUnitOfWork: false, run });
    const [busy, free] = [hand().pass(), hand().pass()];

    expect(await free).toBe(false);
    expect(begun).toHaveLength(11);
    expect(begun).toContain('beta');
    release();
    expect(await busy).toBe(true);
    while (await hand().pass());
    expect(begun).toHaveLength(26);
  });

  it('works under the id of the request that wanted it, and else under its own', async () => {
    const facts = { requestId: 'request-1', ip: null, userAgent: null, userId: null };
    await around.context.run(facts, () => enqueue(0));
    await enqueue(1);
    const seen: (string | undefined)[] = [];
    const look = {
      inUnitOfWork: true,
      run: async (job: Job) => void seen.push(around.context.current()?.requestId, job.id),
    };
    await workerFor(look).pass();
    await workerFor({ ...look, run: () => Promise.resolve() }, look).pass();
    expect(seen[0]).toBe('request-1');
    expect(seen[2]).toBe(seen[3]);
  });
});
