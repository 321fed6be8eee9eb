import { randomUUID } from 'node:crypto';
import type { Job, Jobs } from '../../src/core/application/Jobs';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';

export interface JobsUnderTest extends Pick<Surroundings, 'unit'> {
  readonly jobs: Jobs;
  /** The jobs of a kind a worker can take now, which it then does. */
  due(kind: string): Promise<Pick<Job, 'kind' | 'payload'>[]>;
}

/** What every Jobs keeps. */
export function jobsContract(name: string, underTest: () => JobsUnderTest): void {
  describe(`${name} keeps the Jobs contract`, () => {
    const aKind = () => `test.${randomUUID()}`;
    const enqueue = (kind: string, more = {}) =>
      underTest().jobs.enqueue({ kind, payload: { of: 'a test' }, ...more });

    it('hands a worker what was enqueued, once', async () => {
      const kind = aKind();
      await enqueue(kind, { payload: { to: 'ann', tries: [1, { two: null }] } });
      expect(await underTest().due(kind)).toMatchObject([
        { kind, payload: { to: 'ann', tries: [1, { two: null }] } },
      ]);
      expect(await underTest().due(kind)).toEqual([]);
    });

    it('hands over the secret part with the rest', async () => {
      const kind = aKind();
      await enqueue(kind, { payload: { to: 'ann' }, secret: { token: 'ü€🦉' } });
      expect(await underTest().due(kind)).toMatchObject([{ payload: { to: 'ann', token: 'ü€🦉' } }]);
    });

    it('enqueues a job with a key once, also when many try at the same time', async () => {
      const kind = aKind();
      const key = randomUUID();
      await Promise.all(Array.from({ length: 8 }, () => enqueue(kind, { key })));
      await enqueue(kind, { key: randomUUID() });
      expect(await underTest().due(kind)).toHaveLength(2);
      await enqueue(kind, { key });
      expect(await underTest().due(kind)).toEqual([]);
    });

    it('enqueues nothing in a unit of work that fails', async () => {
      const kind = aKind();
      const failed = underTest().unit.run(SCOPE, async () => {
        await enqueue(kind);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await underTest().due(kind)).toEqual([]);
    });

    it('hands nothing over before the surrounding unit of work has committed', async () => {
      const kind = aKind();
      await underTest().unit.run(SCOPE, () => enqueue(kind));
      expect(await underTest().due(kind)).toHaveLength(1);
    });
  });
}
