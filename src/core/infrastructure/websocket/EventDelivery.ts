import type { PublishedEvent } from '../../application/EventBus';
import type { EventView, EventViews } from '../../application/EventViews';
import type { Tenancies } from '../../application/Tenancies';
import { asId, type UserId, type WorkspaceId } from '../../domain/ids';
import type { Permission } from '../../domain/PermissionCatalogue';
import type { EventDefinitions } from '../events/EventDefinitions';
import type { Departures } from './Departures';
import { PLATFORM_ROOM, userRoom, workspaceRoom } from './roomNames';
import { hasSocketsIn, socketsIn, type SocketIo } from './SocketIo';
import type { Outlet } from './WorkspaceRoom';

type Permissions = ReadonlySet<Permission>;

const NO_PERMISSIONS: Permissions = new Set();
/** Events of accounts that wait while nothing may be told; a client reads what is lost over HTTP. */
const MOST_HELD = 1_000;

/** Tells events to the sockets of this process. What everybody sees alike is encoded once. */
export class EventDelivery implements Outlet {
  private readonly held: PublishedEvent[] = [];

  constructor(
    private readonly io: SocketIo,
    private readonly views: EventViews,
    private readonly definitions: EventDefinitions,
    private readonly tenancies: Tenancies,
    private readonly departures: Departures,
    private readonly blocked: () => boolean,
    /** Told how many sockets an event was sent to. */
    private readonly count: (sockets: number) => void,
  ) {}

  get isBlocked(): boolean {
    return this.blocked();
  }

  isOpen({ event }: PublishedEvent): boolean {
    return !this.isForMembers(event) || this.views.isOpen(event);
  }

  tell(event: PublishedEvent): void {
    if (!this.isForMembers(event.event)) return;
    this.send(workspaceRoom(event.workspaceId ?? ''), event.event, this.views.of(event, NO_PERMISSIONS));
    this.departures.hear(event);
  }

  async tellEach(event: PublishedEvent, telling: () => void): Promise<void> {
    const id = asId<'workspace'>(event.workspaceId ?? '');
    const room = workspaceRoom(id);
    const known = new Map<UserId, Permissions>();
    for (;;) {
      const unknown = this.unknownIn(room, known);
      if (unknown.length === 0) break;
      await this.learn(unknown, id, known);
    }
    telling();
    this.sendEach(room, event, known);
    this.departures.hear(event);
  }

  tellLoss(workspaceId: WorkspaceId, seq: number): void {
    this.io.local.to(workspaceRoom(workspaceId)).emit('workspace:resync', { workspaceId, seq, resync: true });
  }

  /** An event of an account, to all of its sockets. */
  tellUser(event: PublishedEvent): void {
    if (event.subjectId === null || this.definitions.find(event.event)?.audience !== 'user') return;
    const room = userRoom(event.subjectId);
    if (!hasSocketsIn(this.io, room)) return;
    if (!this.isBlocked) this.send(room, event.event, this.views.of(event, NO_PERMISSIONS));
    else if (this.held.length < MOST_HELD) this.held.push(event);
  }

  tellHeld(): void {
    if (this.held.length === 0 || this.isBlocked) return;
    for (const event of this.held.splice(0)) this.tellUser(event);
  }

  private send(room: string, name: string, view: EventView): void {
    this.io.local.to(room).emit(name, view);
    this.count(this.io.of('/').adapter.rooms.get(room)?.size ?? 0);
  }

  private sendEach(room: string, event: PublishedEvent, permissions: ReadonlyMap<UserId, Permissions>): void {
    const groups = new Map<string, { readonly view: EventView; readonly sids: string[] }>();
    for (const socket of socketsIn(this.io, room)) {
      const view = this.views.of(event, permissions.get(socket.data.claim.userId) ?? NO_PERMISSIONS);
      const key = JSON.stringify(view);
      const group = groups.get(key) ?? { view, sids: [] };
      group.sids.push(socket.id);
      groups.set(key, group);
    }
    for (const { view, sids } of groups.values()) {
      this.io.local.to(sids).emit(event.event, view);
      this.count(sids.length);
    }
  }

  private isForMembers(name: PublishedEvent['event']): boolean {
    const { audience = 'workspace' } = this.definitions.find(name) ?? {};
    return audience === 'workspace';
  }

  private unknownIn(room: string, known: ReadonlyMap<UserId, Permissions>): UserId[] {
    const users = socketsIn(this.io, room).map(({ data }) => data.claim.userId);
    return [...new Set(users)].filter((user) => !known.has(user));
  }

  private async learn(
    users: readonly UserId[],
    id: WorkspaceId,
    known: Map<UserId, Permissions>,
  ): Promise<void> {
    await Promise.all(
      users.map(async (user) => known.set(user, (await this.permissionsOf(user, id)) ?? NO_PERMISSIONS)),
    );
  }

  private async permissionsOf(userId: UserId, id: WorkspaceId): Promise<Permissions | undefined> {
    const isPlatform = socketsIn(this.io, userRoom(userId)).some(({ rooms }) => rooms.has(PLATFORM_ROOM));
    const place = await (isPlatform ? this.tenancies.ofSuperAdmin(id) : this.tenancies.find(userId, id));
    return place?.permissions;
  }
}
