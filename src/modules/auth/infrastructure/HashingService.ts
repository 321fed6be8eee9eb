import type { Metrics } from '../../../core/application/Metrics';
import type { Service } from '../../../core/kit';
import type { PasswordWorkers } from './PasswordWorkers';

/** The life of the hashing threads, and what operators see of their queue. */
export class HashingService implements Service {
  constructor(
    private readonly workers: PasswordWorkers,
    private readonly metrics: Metrics,
  ) {}

  start(): void {
    this.metrics.gauges({
      name: 'password_hashes',
      help: 'Password checks and hashes under way.',
      label: 'state',
      read: () => ({ ...this.workers.load }),
    });
  }

  stop(): Promise<void> {
    return this.workers.close();
  }
}
