import { Circuit } from '../../../../../src/core/infrastructure/redis/Circuit';

describe('Circuit', () => {
  let now: number;
  let circuit: Circuit;
  beforeEach(() => {
    now = 0;
    circuit = new Circuit(5_000, () => now);
  });

  it('lets everybody through while nothing fails', () => {
    expect([circuit.admits(), circuit.admits(), circuit.isClosed]).toEqual([true, true, true]);
  });

  it('X11 lets nobody through for a while after a failure, then one at a time', () => {
    circuit.failed();
    now = 4_999;
    expect([circuit.admits(), circuit.isClosed]).toEqual([false, false]);
    now = 5_000;
    expect([circuit.admits(), circuit.admits(), circuit.isClosed]).toEqual([true, false, false]);
    circuit.failed();
    now = 9_999;
    expect(circuit.admits()).toBe(false);
    now = 10_000;
    expect(circuit.admits()).toBe(true);
  });

  it('lets everybody through again once one succeeded', () => {
    circuit.failed();
    now = 5_000;
    circuit.admits();
    circuit.succeeded();
    expect([circuit.admits(), circuit.admits(), circuit.isClosed]).toEqual([true, true, true]);
  });
});
