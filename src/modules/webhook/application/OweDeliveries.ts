import type { PublishedEvent } from '../../../core/application/EventBus';
import type { EventViews } from '../../../core/application/EventViews';
import type { FeedConsumer } from '../../../core/application/FeedConsumer';
import type { Jobs } from '../../../core/application/Jobs';
import type { PermissionDefinitions } from '../../../core/application/PermissionDefinitions';
import { asId, type WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import type { Deliveries, ToldEvent } from './Deliveries';
import type { ToldEvents } from './ToldEvents';

/** Owes what happens in a workspace to its webhooks, with all its fields: a manager of webhooks asked for them. */
export class OweDeliveries implements FeedConsumer {
  private readonly everything: ReadonlySet<Permission>;

  constructor(
    private readonly deliveries: Deliveries,
    private readonly told: ToldEvents,
    private readonly views: EventViews,
    private readonly jobs: Jobs,
    permissions: PermissionDefinitions,
  ) {
    this.everything = new Set(permissions.all.map(({ name }) => name));
  }

  async take(events: readonly PublishedEvent[]): Promise<void> {
    const told = events.filter((event) => event.workspaceId !== null && this.told.has(event.event));
    if (told.length === 0) return;
    const wanting = await this.deliveries.wanting([...new Set(told.map(workspaceOf))]);
    const wanted = told.filter((event) => wanting.has(workspaceOf(event)));
    if (wanted.length === 0) return;
    if ((await this.deliveries.owe(wanted.map((event) => this.toldOf(event)))) > 0) this.jobs.wake();
  }

  private toldOf(event: PublishedEvent): ToldEvent {
    const { id, seq, event: name, requestId } = event;
    const body = JSON.stringify({ event: name, ...this.views.of(event, this.everything) });
    return { id: asId(id), workspaceId: workspaceOf(event), seq, event: name, body, requestId };
  }
}

function workspaceOf({ workspaceId }: PublishedEvent): WorkspaceId {
  return asId(workspaceId as string);
}
