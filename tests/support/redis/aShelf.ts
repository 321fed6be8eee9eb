import type { Shelf } from '../../../src/core/infrastructure/cache/TwoLevelCache';

export interface TestShelf extends Shelf {
  readonly entries: Map<string, Buffer>;
  readonly asked: number;
  /** Answers from now on wait until they are let go. */
  holdBack(): () => void;
}

/** Nothing is ever taken off it. */
export function aShelf(): TestShelf {
  const entries = new Map<string, Buffer>();
  let asked = 0;
  let held = Promise.resolve();
  return {
    entries,
    get asked() {
      return asked;
    },
    get: async (key) => {
      asked += 1;
      const entry = entries.get(key) ?? null;
      await held;
      return entry;
    },
    put: (key, entry) => void entries.set(key, entry),
    holdBack: () => {
      let letGo: () => void = () => undefined;
      held = new Promise((resolve) => (letGo = resolve));
      return letGo;
    },
  };
}
