import { compileErrors } from '../support/compileErrors';

const ports = `
  import { Clock } from '../../src/core/application/Clock';
  import { Random } from '../../src/core/application/Random';
  import type { Token } from '../../src/core/domain/token';
  declare function resolve<T>(token: Token<T>): T;
  class Greeter { constructor(readonly clock: Clock, readonly random: Random) {} }
`;

describe('what must not compile', () => {
  it('a port is known by its token and handed over by its type', () => {
    expect(compileErrors(`${ports} new Greeter(resolve(Clock), resolve(Random));`)).toEqual([]);
  });

  it('two ports swapped', () => {
    expect(compileErrors(`${ports} new Greeter(resolve(Random), resolve(Clock));`)).toEqual([
      expect.stringContaining("not assignable to parameter of type 'Clock'"),
    ]);
  });

  it('a string as a token', () => {
    expect(compileErrors(`${ports} resolve<Clock>('Clock');`)).toEqual([
      expect.stringContaining("not assignable to parameter of type 'Token<Clock>'"),
    ]);
  });
});
