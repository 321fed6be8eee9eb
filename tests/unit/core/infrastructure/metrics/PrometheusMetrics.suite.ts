import { databasePoolGauge } from '../../../../../src/core/infrastructure/metrics/databasePoolGauge';
import { PrometheusMetrics } from '../../../../../src/core/infrastructure/metrics/PrometheusMetrics';
import type { Log } from '../../../../../src/core/application/Log';
import { silentLog } from '../../../../support/silentLog';

const never = (): void => undefined;

async function samples(metrics: PrometheusMetrics, name: string): Promise<string[]> {
  const { text } = await metrics.expose();
  return text.split('\n').filter((line) => line.startsWith(name));
}

describe('the metrics', () => {
  it('counts by label', async () => {
    const metrics = new PrometheusMetrics(silentLog);
    const count = metrics.counter('logins_total', 'Sign-ins by outcome.', ['outcome']);
    count({ outcome: 'success' });
    count({ outcome: 'failure' });
    count({ outcome: 'success' }, 41);
    expect(await samples(metrics, 'logins_total')).toEqual([
      'logins_total{outcome="success"} 42',
      'logins_total{outcome="failure"} 1',
    ]);
  });

  it('counts from 0 what is known to come', async () => {
    const metrics = new PrometheusMetrics(silentLog);
    const known = [{ outcome: 'success' }, { outcome: 'failure' }];
    const count = metrics.counter('logins_total', 'Sign-ins by outcome.', ['outcome'], known);
    count({ outcome: 'failure' });
    expect(await samples(metrics, 'logins_total')).toEqual([
      'logins_total{outcome="success"} 0',
      'logins_total{outcome="failure"} 1',
    ]);
  });

  it('sorts observations into buckets', async () => {
    const metrics = new PrometheusMetrics(silentLog);
    const observe = metrics.histogram('wait_seconds', 'Wait.', ['queue'], [0.1, 1]);
    observe({ queue: 'mail' }, 0.5);
    expect(await samples(metrics, 'wait_seconds')).toEqual([
      'wait_seconds_bucket{le="0.1",queue="mail"} 0',
      'wait_seconds_bucket{le="1",queue="mail"} 1',
      'wait_seconds_bucket{le="+Inf",queue="mail"} 1',
      'wait_seconds_sum{queue="mail"} 0.5',
      'wait_seconds_count{queue="mail"} 1',
    ]);
  });

  it('reads gauges when it is scraped, and forgets values that are gone', async () => {
    const metrics = new PrometheusMetrics(silentLog);
    let queue: Record<string, number> = { queued: 3, running: 2 };
    metrics.gauge({ name: 'depth', help: 'Depth.', read: async () => 7 });
    metrics.gauges({ name: 'hash_queue', help: 'Hashes.', label: 'state', read: () => queue });
    expect(await samples(metrics, 'depth')).toEqual(['depth 7']);
    expect(await samples(metrics, 'hash_queue')).toEqual([
      'hash_queue{state="queued"} 3',
      'hash_queue{state="running"} 2',
    ]);
    queue = { running: 1 };
    expect(await samples(metrics, 'hash_queue')).toEqual(['hash_queue{state="running"} 1']);
  });

  it('leaves out a gauge that fails or hangs, tells the log, and keeps the rest', async () => {
    const warnings: unknown[] = [];
    const log: Log = { ...silentLog, warn: (_message, fields) => warnings.push(fields?.metric) };
    const metrics = new PrometheusMetrics(log);
    const broken = { help: 'Broken.', label: 'state' };
    metrics.gauge({ name: 'failing', help: 'Fails.', read: () => Promise.reject(new Error('no database')) });
    metrics.gauges({ ...broken, name: 'hanging', read: () => new Promise(never) });
    metrics.gauges({
      ...broken,
      name: 'throwing',
      read: () => {
        throw new Error('now');
      },
    });
    metrics.gauge({ name: 'working', help: 'Works.', read: () => 1 });
    const { text } = await metrics.expose();
    expect(text).toContain('\nworking 1\n');
    expect(text).not.toMatch(/^(failing|hanging|throwing)/m);
    expect(new Set(warnings)).toEqual(new Set(['failing', 'hanging', 'throwing']));
  });

  it('I20 tells event-loop lag and memory, and no version', async () => {
    const { text, contentType } = await new PrometheusMetrics(silentLog).expose();
    expect(contentType).toContain('text/plain');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain(process.version);
  });

  it('tells the connections of a database pool', async () => {
    const metrics = new PrometheusMetrics(silentLog);
    const pool = { using: 4, available: 1, waiting: 9 };
    databasePoolGauge(metrics, { connectionManager: { pool } } as never);
    expect(await samples(metrics, 'database_connections')).toEqual([
      'database_connections{state="used"} 4',
      'database_connections{state="idle"} 1',
      'database_connections{state="waiting"} 9',
    ]);
  });
});
