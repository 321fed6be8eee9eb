import { AsyncLocalStorage } from 'node:async_hooks';
import type { Scope, UnitOfWork } from '../../../src/core/application/UnitOfWork';
import { Memory } from './Memory';

/** One unit after the other over what is in memory; one that fails puts everything back. */
export class FakeUnitOfWork implements UnitOfWork {
  private readonly ambient = new AsyncLocalStorage<(() => void)[]>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly memory = new Memory()) {}

  run<T>(_scope: Scope, work: () => Promise<T>): Promise<T> {
    if (this.ambient.getStore()) return work();
    const turn = this.last.then(() => this.once(work));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  afterCommit(act: () => void): void {
    const waiting = this.ambient.getStore();
    if (waiting) waiting.push(act);
    else act();
  }

  private async once<T>(work: () => Promise<T>): Promise<T> {
    const waiting: (() => void)[] = [];
    const putBack = this.memory.remember();
    let result: T;
    try {
      result = await this.ambient.run(waiting, work);
    } catch (error) {
      putBack();
      throw error;
    }
    for (const act of waiting) act();
    return result;
  }
}
