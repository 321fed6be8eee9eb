import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { Service } from '../../../core/kit';
import type { SessionStore } from '../application/SessionStore';

const EVERY_MS = 10_000;

/** What is needed to repeat a refresh is kept no longer than it may be repeated. */
export class ForgetSuccessorSalts implements Service {
  readonly isBackground = true;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly unit: UnitOfWork,
    private readonly sessions: SessionStore,
  ) {}

  start(): void {
    const forget = () =>
      this.unit.run({ as: 'system', for: 'forgetting salts' }, () => this.sessions.forgetSalts());
    this.timer = setInterval(() => void forget().catch(() => undefined), EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
