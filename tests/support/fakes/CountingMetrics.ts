import type { Count, Metrics } from '../../../src/core/application/Metrics';

/** Counters only, each told apart by its labels: `logins_total{"outcome":"success"}`. */
export class CountingMetrics implements Pick<Metrics, 'counter'> {
  readonly counts: Record<string, number> = {};

  counter<const Label extends string>(name: string): Count<Label> {
    return (labels, by = 1) => {
      const key = `${name}${JSON.stringify(labels)}`;
      this.counts[key] = (this.counts[key] ?? 0) + by;
    };
  }
}
