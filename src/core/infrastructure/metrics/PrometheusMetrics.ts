import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Log } from '../../application/Log';
import type {
  Count,
  Exposition,
  GaugeDefinition,
  GaugeFamilyDefinition,
  Metrics,
  Observe,
} from '../../application/Metrics';
import { within } from '../../kit/within';

const LONGEST_READ_MS = 1_000;
const LAG_PRECISION_MS = 20;

interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A registry of its own with process and event-loop metrics, and without Node's version. */
export class PrometheusMetrics implements Metrics {
  private readonly registry = new Registry();

  constructor(private readonly log: Log) {
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: LAG_PRECISION_MS });
    this.registry.removeSingleMetric('nodejs_version_info');
  }

  counter<const Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    known: readonly Readonly<Record<Label, string>>[] = [],
  ): Count<Label> {
    const counter = new Counter({ name, help, labelNames: [...labels], registers: [this.registry] });
    for (const values of known) counter.inc(values, 0);
    return (values, by) => counter.inc(values, by);
  }

  histogram<const Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    buckets: readonly number[],
  ): Observe<Label> {
    const histogram = new Histogram({
      name,
      help,
      labelNames: [...labels],
      buckets: [...buckets],
      registers: [this.registry],
    });
    return (values, value) => histogram.observe(values, value);
  }

  gauge({ name, help, read }: GaugeDefinition): void {
    this.pulled(name, help, [], async () => [{ labels: {}, value: await read() }]);
  }

  gauges({ name, help, label, read }: GaugeFamilyDefinition): void {
    this.pulled(name, help, [label], async () =>
      Object.entries(await read()).map(([state, value]) => ({ labels: { [label]: state }, value })),
    );
  }

  async expose(): Promise<Exposition> {
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  private pulled(name: string, help: string, labelNames: string[], read: () => Promise<Sample[]>): void {
    const readInTime = () =>
      within(LONGEST_READ_MS, read()).catch((error: unknown) => {
        this.log.warn('A metric could not be read', { metric: name, error });
        return [];
      });
    const gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [],
      async collect() {
        const samples = await readInTime();
        this.reset();
        if (labelNames.length === 0) this.remove();
        for (const { labels, value } of samples) this.set(labels, value);
      },
    });
    this.registry.registerMetric(gauge);
  }
}
