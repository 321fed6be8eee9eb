/**
 * Lets at most `permits` callers of one key work at a time in this process, the others in order of arrival.
 * It spares work; that nothing is done twice is PostgreSQL's business.
 */
export class OneAtATime {
  private readonly keys = new Map<string, { working: number; waiting: (() => void)[] }>();

  constructor(private readonly permits = 1) {}

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const place = this.keys.get(key) ?? { working: 0, waiting: [] };
    this.keys.set(key, place);
    if (place.working < this.permits) place.working += 1;
    else await new Promise<void>((resolve) => place.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = place.waiting.shift();
      if (next) next();
      else if ((place.working -= 1) === 0) this.keys.delete(key);
    }
  }
}
