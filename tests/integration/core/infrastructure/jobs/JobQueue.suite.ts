import { randomUUID } from 'node:crypto';
import type { Job, NewJob } from '../../../../../src/core/application/Jobs';
import { JobQueue } from '../../../../../src/core/infrastructure/jobs/JobQueue';
import { SqlJobs } from '../../../../../src/core/infrastructure/jobs/SqlJobs';
import { tellHandlers } from '../../../../../src/core/infrastructure/jobs/tellHandlers';
import { AesGcmSealer } from '../../../../../src/core/infrastructure/system/AesGcmSealer';
import type { JobHandler } from '../../../../../src/core/kit/workers';
import { RecordingLog } from '../../../../support/fakes/RecordingLog';
import { PostgresSurroundings } from '../../../../support/surroundings/PostgresSurroundings';
import { there } from '../../../../support/there';

interface Row {
  readonly attempts: number;
  readonly sealed: Buffer | null;
  readonly last_error: string | null;
  readonly done: boolean;
  readonly dead: boolean;
  /** Seconds until it may be taken. */
  readonly wait: number;
}

const MOST_ATTEMPTS = 15;

describe('the queue of jobs', () => {
  let around: PostgresSurroundings;
  let jobs: SqlJobs;
  let mine: JobQueue;
  let theirs: JobQueue;
  let kind: string;

  const claim = (queue = mine, most = 10) => queue.claim([kind], most);
  const enqueue = async (more: Partial<NewJob> = {}) => jobs.enqueue({ kind, payload: {}, ...more });
  const enqueued = async (more: Partial<NewJob> = {}): Promise<Job> => {
    await enqueue(more);
    return there((await claim())[0]);
  };
  const row = async (id: string): Promise<Row> => {
    const rows = await around.sql<Row>(
      `SELECT attempts, sealed, last_error, done_at IS NOT NULL AS done, dead_at IS NOT NULL AS dead,
         extract(epoch FROM run_at - now())::float AS wait
       FROM jobs WHERE id = $1`,
      [id],
    );
    return there(rows[0]);
  };
  const makeDue = (id: string) => around.sql('UPDATE jobs SET run_at = now() WHERE id = $1', [id]);

  beforeAll(async () => {
    around = await PostgresSurroundings.open();
    const { database, unit, random, context, wakeJobs } = around;
    const sealer = new AesGcmSealer('a key of the tests, long enough');
    jobs = new SqlJobs(database, unit, sealer, random, context, wakeJobs);
    mine = new JobQueue(database, unit, sealer, random);
    theirs = new JobQueue(database, unit, sealer, random);
  });

  beforeEach(() => {
    kind = `test.${randomUUID()}`;
  });

  afterAll(() => around.close());

  it('hands out what is due: the kinds that are asked for, the oldest first, no more than asked for', async () => {
    for (const order of [1, 2, 3]) await enqueue({ payload: { order } });
    await enqueue({ kind: 'test.other' });
    await around.passTime(1);
    await enqueue({ payload: { order: 4 } });
    const first = await claim(mine, 3);
    expect(new Set(first.map(({ payload }) => payload.order))).toEqual(new Set([1, 2, 3]));
    expect((await claim()).map(({ payload }) => payload.order)).toEqual([4]);
  });

  it('passes over workspaces that are crowded, also where a worker was lost, and hands out what is of none', async () => {
    for (const workspaceId of ['a', 'b', 'a', undefined]) await enqueue({ payload: { workspaceId } });
    await around.sql(
      `UPDATE jobs SET leased_by = gen_random_uuid() WHERE id = (SELECT max(id::text)::uuid FROM jobs
       WHERE kind = $1 AND payload ->> 'workspaceId' = 'a')`,
      [kind],
    );
    const took = async (...crowded: string[]) =>
      (await mine.claim([kind], 10, crowded)).map(({ payload }) => payload.workspaceId);
    expect(new Set(await took('a', 'c'))).toEqual(new Set(['b', undefined]));
    expect(await took()).toEqual(['a', 'a']);
  });

  it('hands each job to one of many who ask at once', async () => {
    for (let count = 0; count < 20; count += 1) await enqueue();
    const claims = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => claim(n % 2 ? mine : theirs, 5)));
    const ids = claims.flat().map(({ id }) => id);
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
  });

  it('tells the request it came from, and how often it was tried', async () => {
    const facts = { requestId: 'request-1', ip: null, userAgent: null, userId: null };
    await around.context.run(facts, () => enqueue());
    const job = there((await claim())[0]);
    expect(job).toMatchObject({ kind, attempts: 0, requestId: 'request-1' });
    await mine.failed(job, 'no');
    await makeDue(job.id);
    expect(await claim()).toMatchObject([{ id: job.id, attempts: 1 }]);
  });

  it('X4 hands a job to another worker when its lease of a minute has run out, and the attempt counts', async () => {
    const job = await enqueued();
    await around.passTime(50);
    expect(await claim(theirs)).toEqual([]);
    await around.passTime(10);
    expect(await claim(theirs)).toMatchObject([{ id: job.id, attempts: 1 }]);
  });

  it('lets no worker settle a job it lost', async () => {
    const job = await enqueued();
    await around.passTime(60);
    const taken = there((await claim(theirs))[0]);
    expect([await mine.done(job), await mine.failed(job, 'no'), await mine.dead(job, 'no')]).toEqual([
      false,
      false,
      false,
    ]);
    expect(await theirs.done(taken)).toBe(true);
    expect(await theirs.done(taken)).toBe(false);
  });

  it('ends a job that is done, and erases its secret', async () => {
    const job = await enqueued({ secret: { token: 'a-mailed-token' } });
    expect((await row(job.id)).sealed).not.toBeNull();
    expect(await mine.done(job)).toBe(true);
    expect(await row(job.id)).toMatchObject({ done: true, dead: false, sealed: null });
    await around.passTime(3_600);
    expect(await claim()).toEqual([]);
  });

  it('C8 shows no secret to who reads the table', async () => {
    await enqueue({ secret: { token: 'a-mailed-token' } });
    const rows = await around.sql<{ text: string }>(
      `SELECT jobs::text || coalesce(encode(sealed, 'escape'), '') AS text FROM jobs WHERE kind = $1`,
      [kind],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).not.toContain('a-mailed-token');
  });

  it.each([
    [0, 1],
    [1, 2],
    [4, 16],
    [12, 3_600],
  ])('X15 lets a job that failed after %i attempts rest for about %i seconds', async (before, seconds) => {
    await enqueue({ secret: { token: 'kept' } });
    await around.sql('UPDATE jobs SET attempts = $2 WHERE kind = $1', [kind, before]);
    const job = there((await claim())[0]);
    expect(await mine.failed(job, 'Error: no answer')).toBe(true);
    const { wait, ...rest } = await row(job.id);
    expect(rest).toMatchObject({ attempts: before + 1, last_error: 'Error: no answer', done: false });
    expect(wait).toBeGreaterThan(seconds * 0.75 - 1);
    expect(wait).toBeLessThanOrEqual(seconds * 1.25);
    expect(await claim()).toEqual([]);
    await around.passTime(seconds * 1.25);
    expect(await claim()).toMatchObject([{ id: job.id, payload: { token: 'kept' } }]);
  });

  it('X36 puts a job aside that failed for the last time, and erases its secret', async () => {
    await enqueue({ secret: { token: 'erased' } });
    await around.sql('UPDATE jobs SET attempts = $2 WHERE kind = $1', [kind, MOST_ATTEMPTS - 1]);
    const job = there((await claim())[0]);
    await mine.failed(job, 'Error: no answer');
    expect(await row(job.id)).toMatchObject({ dead: true, sealed: null, last_error: 'Error: no answer' });
    await around.passTime(86_400);
    expect(await claim()).toEqual([]);
  });

  it('puts a job aside that can never succeed', async () => {
    const job = await enqueued({ secret: { token: 'erased' } });
    expect(await mine.dead(job, 'JobImpossible: refused')).toBe(true);
    expect(await row(job.id)).toMatchObject({
      dead: true,
      done: false,
      sealed: null,
      last_error: 'JobImpossible: refused',
    });
    expect(await claim()).toEqual([]);
  });

  it('X4 puts a job aside that killed three workers, and says so in the audit log', async () => {
    const { id } = await enqueued();
    for (const attempts of [1, 2]) {
      await makeDue(id);
      expect(await claim(theirs)).toMatchObject([{ id, attempts }]);
    }
    await makeDue(id);
    expect(await claim(theirs)).toEqual([]);
    expect(await row(id)).toMatchObject({ dead: true, last_error: 'Its workers died too often' });
    expect(await around.sql(`SELECT details FROM audit_log WHERE details ->> 'job' = $1`, [id])).toEqual([
      { details: { job: id, kind, attempts: 4 } },
    ]);
  });

  it.each(['fails', 'is told'])(
    'X4 puts a job aside whose handler %s, in the same unit of work',
    async (how) => {
      const { database, unit, random } = around;
      const told: string[] = [];
      const log = new RecordingLog();
      const handler: JobHandler = {
        ...{ kind, inUnitOfWork: false, run: () => Promise.resolve() },
        async gaveUp(job) {
          await database.rows(how === 'fails' ? 'SELECT 1 / 0' : 'SELECT 1');
          told.push(`${job.id} ${String(job.payload.of)}`);
        },
      };
      const nothing = () => {
        throw new Error('This handler resolves nothing');
      };
      const onDead = tellHandlers([handler], database, nothing, log);
      const queue = new JobQueue(database, unit, new AesGcmSealer('a key'.repeat(9)), random, onDead);
      const { id } = await enqueued({ payload: { of: 'it' } });
      await around.sql('UPDATE jobs SET deaths = 2, run_at = now() WHERE id = $1', [id]);
      await enqueue({ payload: { of: 'another' } });
      expect(await claim(queue)).toMatchObject([{ payload: { of: 'another' } }]);
      expect(await row(id)).toMatchObject({ dead: true });
      expect(told).toEqual(how === 'fails' ? [] : [`${id} it`]);
      expect(log.lines).toHaveLength(how === 'fails' ? 1 : 0);
    },
  );

  it('X4 hands out those that lost a worker one at a time, so that none dies with the one that kills', async () => {
    for (const is of ['a', 'b', 'c']) await enqueue({ payload: { is } });
    await claim();
    await around.passTime(60);
    await enqueue({ payload: { is: 'fresh' } });

    const second = await claim(theirs);
    expect(second).toHaveLength(2);
    expect(second.map(({ payload }) => payload.is)).toContain('fresh');
    expect(await claim(theirs)).toHaveLength(1);
    expect(await claim(theirs)).toHaveLength(1);
    expect(await claim(theirs)).toHaveLength(0);
  });

  it('X36 puts a job aside whose secret cannot be opened, and hands out the others', async () => {
    await enqueue({ payload: { is: 'poisoned' }, secret: { token: 'x' } });
    await around.sql(`UPDATE jobs SET sealed = '\\x00' WHERE kind = $1`, [kind]);
    await enqueue({ payload: { is: 'good' }, secret: { token: 'y' } });
    expect(await claim()).toMatchObject([{ payload: { is: 'good', token: 'y' } }]);
    const rows = await around.sql('SELECT last_error FROM jobs WHERE kind = $1 AND dead_at IS NOT NULL', [
      kind,
    ]);
    expect(rows).toEqual([{ last_error: 'Its secret part cannot be opened' }]);
  });
});
