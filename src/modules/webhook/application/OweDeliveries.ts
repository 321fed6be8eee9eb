import type { PublishedEvent } from '../../../core/application/EventBus';
import type { EventViews } from '../../../core/application/EventViews';
import type { FeedConsumer } from '../../../core/application/FeedConsumer';
import type { Jobs } from '../../../core/application/Jobs';
import type { PermissionDefinitions } from '../../../core/application/PermissionDefinitions';
import { asId } from '../../../core/domain/ids';
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
    const told = events.flatMap((event) => this.toldOf(event));
    if (told.length > 0 && (await this.deliveries.owe(told)) > 0) this.jobs.wake();
  }

  private toldOf(event: PublishedEvent): ToldEvent[] {
    const { id, workspaceId, seq, event: name, requestId } = event;
    if (workspaceId === null || !this.told.has(name)) return [];
    const body = JSON.stringify({ event: name, ...this.views.of(event, this.everything) });
    return [{ id: asId(id), workspaceId: asId(workspaceId), seq, event: name, body, requestId }];
  }
}
