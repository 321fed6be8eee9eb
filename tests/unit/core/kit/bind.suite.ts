import { container as root } from 'tsyringe';
import { token } from '../../../../src/core/domain/token';
import { binder, resolver } from '../../../../src/core/kit/bind';

interface Engine {
  readonly number: number;
}
const Engine = token<Engine>('Engine');

class Car {
  constructor(readonly engine: Engine) {}
}

describe('bind', () => {
  let built = 0;
  const aContainer = () => {
    const container = root.createChildContainer();
    const bind = binder(container);
    bind(Car, (get) => new Car(get(Engine)));
    bind(Engine, () => ({ number: (built += 1) }));
    return { container, bind, get: resolver(container) };
  };

  beforeEach(() => {
    built = 0;
  });

  it('builds nothing before it is asked for', () => {
    aContainer();
    expect(built).toBe(0);
  });

  it('builds a port and a class once, whatever the order in which they were bound', () => {
    const { get } = aContainer();
    expect(get(Car)).toBe(get(Car));
    expect(get(Car).engine).toBe(get(Engine));
    expect(built).toBe(1);
  });

  it('builds anew in every container', () => {
    const [one, two] = [aContainer(), aContainer()];
    expect(one.get(Engine)).not.toBe(two.get(Engine));
    expect(one.get(Car).engine).toBe(one.get(Engine));
    expect(built).toBe(2);
  });

  it('knows no port that was not bound, and none of the same name', () => {
    const { get } = aContainer();
    expect(() => get(token<Engine>('Engine'))).toThrow(/unregistered/i);
  });

  it('says why something could not be built', () => {
    const { bind, get } = aContainer();
    const Broken = token<Engine>('Broken');
    bind(Broken, () => {
      throw new Error('no petrol');
    });
    expect(() => get(Broken)).toThrow('no petrol');
  });
});
