import type { Log } from '../../../core/application/Log';
import { PollingLoop } from '../../../core/infrastructure/jobs/PollingLoop';
import { WakeUp } from '../../../core/infrastructure/jobs/WakeUp';
import type { Service } from '../../../core/kit';
import type { ExtendAuditChain } from '../application/ExtendAuditChain';

const EVERY_MS = 1_000;

/** Chains new audit rows once a second, as long as the process runs. */
export class AuditChainKeeper implements Service {
  readonly isBackground = true;
  private readonly loop: PollingLoop;

  constructor(extend: ExtendAuditChain, log: Log) {
    this.loop = new PollingLoop({
      name: 'Audit chain',
      everyMs: EVERY_MS,
      wakeUp: new WakeUp(),
      log,
      pass: () => extend.execute(),
    });
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }
}
