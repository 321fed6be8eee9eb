import { LRUCache } from 'lru-cache';
import { unitGroup } from '../database/UnitGroup';
import type { VouchedCache } from './VouchedCache';

/** @param key what is forgotten; null for everything. */
export type DropListener = (key: string | null) => void;

interface Load {
  readonly value: Promise<object | null>;
}

/**
 * Bounded: least recently used goes first. What is remembered is believed only as long as somebody vouches
 * that no change was missed; otherwise every question is loaded anew.
 */
export class InProcessCache implements VouchedCache {
  private readonly values: LRUCache<string, object>;
  private readonly loads = new Map<string, Load>();
  private readonly listeners = new Set<DropListener>();
  private vouchedUntil = 0;

  constructor(options: { readonly max: number }) {
    this.values = new LRUCache({ max: options.max });
  }

  vouch(ms: number): void {
    this.vouchedUntil = performance.now() + ms;
  }

  get isVouched(): boolean {
    return performance.now() < this.vouchedUntil;
  }

  through<T extends object>(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const known = this.values.get(key);
    if (known && this.isVouched) return Promise.resolve(known as T);
    const under = this.loads.get(key) ?? this.load(key, load);
    return under.value as Promise<T | null>;
  }

  drop(key: string): void {
    this.values.delete(key);
    this.loads.delete(key);
    this.tell(key);
  }

  clear(): void {
    this.values.clear();
    this.loads.clear();
    this.tell(null);
  }

  /** For what stands on a value without asking for it: told once it is forgotten, so that asking again reads anew. */
  onDrop(listener: DropListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(key: string | null): void {
    for (const listener of this.listeners) listener(key);
  }

  /** Reads past a group of units: what is not committed is not remembered. */
  private load(key: string, read: () => Promise<object | null>): Load {
    const mine: Load = { value: unitGroup.exit(read) };
    this.loads.set(key, mine);
    mine.value
      .then((value) => {
        if (value && this.loads.get(key) === mine) this.values.set(key, value);
      })
      .catch(() => undefined)
      .finally(() => {
        if (this.loads.get(key) === mine) this.loads.delete(key);
      });
    return mine;
  }
}
