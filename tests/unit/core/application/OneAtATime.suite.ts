import { OneAtATime } from '../../../../src/core/application/OneAtATime';

/** Work that ends when it is told to. */
class Works {
  readonly started: string[] = [];
  private readonly ends = new Map<string, () => void>();

  start = (name: string) => () => {
    this.started.push(name);
    return new Promise<string>((resolve) => this.ends.set(name, () => resolve(name)));
  };

  async end(name: string): Promise<void> {
    this.ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('OneAtATime', () => {
  let works: Works;
  beforeEach(() => {
    works = new Works();
  });

  it('lets callers of one key work one after the other, in order of arrival', async () => {
    const turns = new OneAtATime();
    const runs = ['a', 'b', 'c'].map((name) => turns.run('key', works.start(name)));
    expect(works.started).toEqual(['a']);
    await works.end('a');
    expect(works.started).toEqual(['a', 'b']);
    await works.end('b');
    await works.end('c');
    expect(await Promise.all(runs)).toEqual(['a', 'b', 'c']);
  });

  it('lets callers of other keys work meanwhile', () => {
    const turns = new OneAtATime();
    void turns.run('one', works.start('a'));
    void turns.run('two', works.start('b'));
    expect(works.started).toEqual(['a', 'b']);
  });

  it('lets as many work at once as it has permits', async () => {
    const turns = new OneAtATime(2);
    for (const name of ['a', 'b', 'c', 'd']) void turns.run('key', works.start(name));
    expect(works.started).toEqual(['a', 'b']);
    await works.end('b');
    expect(works.started).toEqual(['a', 'b', 'c']);
    await works.end('a');
    expect(works.started).toEqual(['a', 'b', 'c', 'd']);
    void turns.run('key', works.start('e'));
    expect(works.started).toHaveLength(4);
  });

  it('goes on after work that fails', async () => {
    const turns = new OneAtATime();
    const failing = turns.run('key', () => Promise.reject(new Error('no')));
    const next = turns.run('key', () => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
    expect(await turns.run('key', () => Promise.resolve('later'))).toBe('later');
  });
});
