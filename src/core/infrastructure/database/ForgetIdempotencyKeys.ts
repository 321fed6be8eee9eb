import type { Log } from '../../application/Log';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { Service } from '../../kit/defineModule';
import type { Database } from './Database';

const SCOPE = { as: 'system', for: 'forgetting idempotency keys' } as const;
const EVERY_MS = 60_000;
/** Few enough that nobody waits for them. */
const AT_ONCE = 1_000;

/** Deletes kept answers that are of no use any more. */
export class ForgetIdempotencyKeys implements Service {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.forget().catch((error: unknown) => this.log.warn('Idempotency keys were not deleted', { error }));
    }, EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  async forget(): Promise<void> {
    let deleted: number;
    do {
      deleted = await this.unit.run(SCOPE, () =>
        this.database.write(
          `WITH old AS MATERIALIZED (
             SELECT user_id, call_hash FROM idempotency_keys WHERE answered_at <= now() - interval '24 hours'
             LIMIT $1 FOR UPDATE SKIP LOCKED)
           DELETE FROM idempotency_keys k USING old WHERE (k.user_id, k.call_hash) = (old.user_id, old.call_hash)`,
          [AT_ONCE],
        ),
      );
    } while (deleted === AT_ONCE);
  }
}
