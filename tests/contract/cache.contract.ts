import { randomUUID } from 'node:crypto';
import type { Cache } from '../../src/core/application/Cache';

interface Value {
  readonly name: string;
}

/** A load that ends when it is told to. */
class Load {
  count = 0;
  readonly read: () => Promise<Value | null>;
  readonly begun: Promise<void>;
  end: (value: Value | null) => void = () => undefined;
  fail: (error: Error) => void = () => undefined;

  constructor() {
    let begin: () => void = () => undefined;
    this.begun = new Promise((resolve) => (begin = resolve));
    this.read = () => {
      this.count += 1;
      begin();
      return new Promise((resolve, reject) => {
        this.end = resolve;
        this.fail = reject;
      });
    };
  }
}

const soon = () => new Promise((resolve) => setImmediate(resolve));
const answering = (name: string) => () => Promise.resolve({ name });

/** What every Cache keeps. */
export function cacheContract(name: string, underTest: () => Cache): void {
  describe(`${name} keeps the Cache contract`, () => {
    it('answers what was loaded, without loading again', async () => {
      const key = randomUUID();
      expect(await underTest().through(key, answering('first'))).toEqual({ name: 'first' });
      expect(await underTest().through(key, answering('second'))).toEqual({ name: 'first' });
      expect(await underTest().through(randomUUID(), answering('other'))).toEqual({ name: 'other' });
    });

    it('does not remember that there was nothing', async () => {
      const key = randomUUID();
      expect(await underTest().through(key, () => Promise.resolve(null))).toBeNull();
      await soon();
      expect(await underTest().through(key, answering('there now'))).toEqual({ name: 'there now' });
    });

    it('lets parallel callers share one load', async () => {
      const key = randomUUID();
      const load = new Load();
      const asked = [1, 2, 3].map(() => underTest().through(key, load.read));
      await load.begun;
      load.end({ name: 'shared' });
      expect(await Promise.all(asked)).toEqual([1, 2, 3].map(() => ({ name: 'shared' })));
      expect(load.count).toBe(1);
    });

    it('tells every caller of a load that fails, and loads again for the next', async () => {
      const key = randomUUID();
      const load = new Load();
      const asked = [1, 2].map(() => underTest().through(key, load.read));
      await load.begun;
      load.fail(new Error('database is down'));
      const told = await Promise.allSettled(asked);
      expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await soon();
      expect(await underTest().through(key, answering('up again'))).toEqual({ name: 'up again' });
    });

    it('loads again what was dropped, and keeps the rest', async () => {
      const [key, other] = [randomUUID(), randomUUID()];
      await underTest().through(key, answering('old'));
      await underTest().through(other, answering('other'));
      underTest().drop(key);
      expect(await underTest().through(key, answering('new'))).toEqual({ name: 'new' });
      expect(await underTest().through(other, answering('never'))).toEqual({ name: 'other' });
    });

    it('does not store what was read before a drop', async () => {
      const key = randomUUID();
      const load = new Load();
      const early = underTest().through(key, load.read);
      await load.begun;
      underTest().drop(key);
      load.end({ name: 'stale' });
      await early;
      expect(await underTest().through(key, answering('fresh'))).toEqual({ name: 'fresh' });
    });

    it('does not hand what was read before a drop to whoever asks after it', async () => {
      const key = randomUUID();
      const [stale, fresh] = [new Load(), new Load()];
      const early = underTest().through(key, stale.read);
      await stale.begun;
      underTest().drop(key);
      const late = underTest().through(key, fresh.read);
      await fresh.begun;
      fresh.end({ name: 'fresh' });
      expect(await late).toEqual({ name: 'fresh' });
      stale.end({ name: 'stale' });
      await early;
      expect(await underTest().through(key, answering('never'))).toEqual({ name: 'fresh' });
    });
  });
}
