import type { UnitOfWork } from '../../src/core/application/UnitOfWork';
import { SCOPE } from '../support/surroundings/Surroundings';

export interface UnitOfWorkUnderTest {
  readonly unit: UnitOfWork;
  /** Writes something, inside a unit of work. */
  note(text: string): Promise<void>;
  /** What was committed since the suite's last look. */
  notes(): Promise<string[]>;
}

/** What every UnitOfWork keeps. */
export function unitOfWorkContract(name: string, underTest: () => UnitOfWorkUnderTest): void {
  describe(`${name} keeps the UnitOfWork contract`, () => {
    const run = <T>(work: () => Promise<T>) => underTest().unit.run(SCOPE, work);
    const note = (text: string) => underTest().note(text);
    const failure = new Error('something went wrong');

    it('commits what was done, and hands over its result', async () => {
      const result = await run(async () => {
        await note('one');
        await note('two');
        return 'done';
      });
      expect(result).toBe('done');
      expect((await underTest().notes()).sort()).toEqual(['one', 'two']);
    });

    it('commits nothing of what fails, and throws what was thrown', async () => {
      const failed = run(async () => {
        await note('one');
        throw failure;
      });
      await expect(failed).rejects.toBe(failure);
      expect(await underTest().notes()).toEqual([]);
    });

    it('lets a unit inside a unit stand and fall with the outer one', async () => {
      const failed = run(async () => {
        await run(() => note('inner'));
        throw failure;
      });
      await expect(failed).rejects.toBe(failure);
      expect(await underTest().notes()).toEqual([]);

      await run(() => run(() => note('inner')));
      expect(await underTest().notes()).toEqual(['inner']);
    });

    it('acts after the outermost commit, in order', async () => {
      const acts: string[] = [];
      await run(async () => {
        underTest().unit.afterCommit(() => acts.push('outer'));
        await run(async () => {
          await note('inner');
          underTest().unit.afterCommit(() => acts.push('inner'));
        });
        expect(acts).toEqual([]);
      });
      expect(acts).toEqual(['outer', 'inner']);
      expect(await underTest().notes()).toEqual(['inner']);
    });

    it('does not act after a failure', async () => {
      const acts: string[] = [];
      const failed = run(async () => {
        await run(async () => underTest().unit.afterCommit(() => acts.push('never')));
        throw failure;
      });
      await expect(failed).rejects.toBe(failure);
      expect(acts).toEqual([]);
    });

    it('acts at once where no unit is under way', () => {
      const acts: string[] = [];
      underTest().unit.afterCommit(() => acts.push('now'));
      expect(acts).toEqual(['now']);
    });

    it('keeps units that run at the same time apart', async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 6 }, (_, n) =>
          run(async () => {
            await note(`note ${n}`);
            if (n % 2 === 1) throw failure;
          }),
        ),
      );
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(3);
      expect((await underTest().notes()).sort()).toEqual(['note 0', 'note 2', 'note 4']);
    });
  });
}
