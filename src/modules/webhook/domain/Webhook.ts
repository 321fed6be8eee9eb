import { AggregateRoot } from '../../../core/domain/AggregateRoot';
import type { Changes } from '../../../core/domain/EventCatalogue';
import type { Id, UserId, WorkspaceId } from '../../../core/domain/ids';
import './events';

export type WebhookId = Id<'webhook'>;

/** `manual`: somebody said so; `gone`: the receiver said 410; `failing`: nothing was delivered for days. */
export type DisabledReason = 'manual' | 'gone' | 'failing';

export interface WebhookState {
  readonly id: WebhookId;
  readonly workspaceId: WorkspaceId;
  readonly url: string;
  readonly description: string;
  /** Names of events, each once, in alphabetical order; `*` for all. */
  readonly events: readonly string[];
  /** Null while it is enabled. */
  readonly disabledReason: DisabledReason | null;
  readonly createdBy: UserId;
}

export interface WebhookEdit {
  readonly url?: string;
  readonly description?: string;
  readonly events?: string[];
  readonly enabled?: boolean;
}

/** An endpoint of somebody else's that is told what happens in a workspace. Its secrets are not in here. */
export class Webhook extends AggregateRoot {
  private constructor(
    private current: WebhookState,
    version: number,
  ) {
    super(version);
  }

  static create(state: Omit<WebhookState, 'disabledReason'>): Webhook {
    const webhook = new Webhook(tidy({ ...state, disabledReason: null }), 0);
    const { events } = webhook.current;
    webhook.record({
      name: 'workspace:webhook:created',
      ...webhook.about,
      payload: { ...webhook.which, events },
    });
    return webhook;
  }

  static restore(state: WebhookState, version: number): Webhook {
    return new Webhook(tidy(state), version);
  }

  get state(): WebhookState {
    return this.current;
  }

  get isEnabled(): boolean {
    return this.current.disabledReason === null;
  }

  edit({ enabled = this.isEnabled, ...edit }: WebhookEdit): void {
    const before = this.current;
    const disabledReason = enabled ? null : (before.disabledReason ?? 'manual');
    this.current = tidy({ ...before, ...edit, disabledReason });
    const changes = changesBetween(before, this.current);
    if (Object.keys(changes).length === 0) return;
    const payload = { ...this.which, events: this.current.events, enabled };
    this.record({ name: 'workspace:webhook:updated', ...this.about, payload, changes });
  }

  /** Nothing is sent to it any more until somebody enables it again. */
  disable(reason: 'gone' | 'failing'): void {
    if (!this.isEnabled) return;
    this.current = { ...this.current, disabledReason: reason };
    const payload = { ...this.which, reason };
    this.record({ name: 'workspace:webhook:disabled', ...this.about, actorId: null, payload });
  }

  rotateSecret(): void {
    this.record({ name: 'workspace:webhook:secret-rotated', ...this.about, payload: this.which });
  }

  delete(): void {
    this.record({ name: 'workspace:webhook:deleted', ...this.about, payload: this.which });
  }

  private get about() {
    return { workspaceId: this.current.workspaceId, subjectId: null };
  }

  private get which() {
    return { webhookId: this.current.id, origin: originOf(this.current) };
  }
}

/** All of an address that may be told: what follows may be a secret of the receiver. */
function originOf({ url }: WebhookState): string {
  return new URL(url).origin;
}

function tidy(state: WebhookState): WebhookState {
  return { ...state, description: state.description.trim(), events: [...new Set(state.events)].sort() };
}

function changesBetween(before: WebhookState, after: WebhookState): Changes {
  const is = (state: WebhookState) => ({
    ...{ url: state.url, description: state.description },
    ...{ events: state.events.join(), enabled: state.disabledReason === null },
  });
  const shown = (state: WebhookState) => ({ ...is(state), url: originOf(state), events: state.events });
  const [was, now] = [is(before), is(after)];
  const changed = (['url', 'description', 'events', 'enabled'] as const).filter((it) => was[it] !== now[it]);
  return Object.fromEntries(
    changed.map((field) => [field, { before: shown(before)[field], after: shown(after)[field] }]),
  );
}
