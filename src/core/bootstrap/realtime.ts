import type { IncomingMessage } from 'node:http';
import type { Express } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { AccessPolicy } from '../application/AccessPolicy';
import { AuditTrail } from '../application/AuditTrail';
import { Authenticator } from '../application/Authenticator';
import { Clock } from '../application/Clock';
import { EventBus } from '../application/EventBus';
import { EventFeed } from '../application/EventFeed';
import { EventViews } from '../application/EventViews';
import type { Resolve } from '../application/Injectable';
import { Log } from '../application/Log';
import { Metrics } from '../application/Metrics';
import { Random } from '../application/Random';
import { RequestContext } from '../application/RequestContext';
import { Tenancies } from '../application/Tenancies';
import { InProcessCache } from '../infrastructure/cache/InProcessCache';
import { EventDefinitions } from '../infrastructure/events/EventDefinitions';
import { socketMetrics } from '../infrastructure/metrics/socketMetrics';
import { allowHandshake } from '../infrastructure/websocket/allowHandshake';
import { CatchUp } from '../infrastructure/websocket/CatchUp';
import { clientAddress, type Trusts } from '../infrastructure/websocket/clientAddress';
import { Connections } from '../infrastructure/websocket/Connections';
import { Departures } from '../infrastructure/websocket/Departures';
import { EventDelivery } from '../infrastructure/websocket/EventDelivery';
import { Revocations } from '../infrastructure/websocket/Revocations';
import { workspaceRoom } from '../infrastructure/websocket/roomNames';
import { SocketAdapter } from '../infrastructure/websocket/SocketAdapter';
import { SocketAdmission } from '../infrastructure/websocket/SocketAdmission';
import { SocketAuth } from '../infrastructure/websocket/SocketAuth';
import { SocketCommands } from '../infrastructure/websocket/SocketCommands';
import { hasSocketsIn } from '../infrastructure/websocket/SocketIo';
import { Sockets } from '../infrastructure/websocket/Sockets';
import { socketServer } from '../infrastructure/websocket/socketServer';
import { SocketTrail } from '../infrastructure/websocket/SocketTrail';
import { TokenExpiry } from '../infrastructure/websocket/TokenExpiry';
import { WorkspaceEntry } from '../infrastructure/websocket/WorkspaceEntry';
import { WorkspaceRooms } from '../infrastructure/websocket/WorkspaceRooms';

export interface RealtimeOptions {
  readonly get: Resolve;
  /** Whose `trust proxy` finds the addresses of clients. */
  readonly app: Express;
  readonly isAllowedOrigin: (origin: string) => boolean;
  readonly isDraining: () => boolean;
}

/** Sockets, put together; they are attached to an HTTP server, then started. */
export function realtime({ get, app, isAllowedOrigin, isDraining }: RealtimeOptions): Sockets {
  const trusts = app.get('trust proxy fn') as Trusts;
  const addressOf = (request: IncomingMessage) => clientAddress(request, trusts);
  const connections = new Connections((request) => ipKeyGenerator(addressOf(request)));
  const hasRoomFor = connections.hasRoomFor.bind(connections);
  const io = socketServer({
    isAllowedOrigin,
    shared: get(SocketAdapter),
    allowRequest: allowHandshake({ isAllowedOrigin, isDraining, hasRoomFor }),
  });
  const [authenticator, tenancies, log] = [get(Authenticator), get(Tenancies), get(Log)];
  const [feed, views, cache] = [get(EventFeed), get(EventViews), get(InProcessCache)];
  const entry = new WorkspaceEntry(authenticator, tenancies, get(AccessPolicy));
  const definitions = get(EventDefinitions);
  const departures = new Departures(definitions);
  const revocations = new Revocations(io, authenticator, entry, departures, log);
  const isBlocked = () => !cache.isVouched || revocations.hasOpenCases;
  const count = socketMetrics(get(Metrics), () => io.engine.clientsCount);
  const delivery = new EventDelivery(io, views, definitions, tenancies, departures, isBlocked, count);
  const rooms = new WorkspaceRooms(feed, delivery, (id) => !hasSocketsIn(io, workspaceRoom(id)));
  const auth = new SocketAuth(authenticator);
  const trail = new SocketTrail(get(AuditTrail), tenancies, get(RequestContext), get(Random), log);
  const commands = new SocketCommands(
    auth,
    entry,
    new CatchUp(feed, views, entry, rooms, count),
    revocations,
    trail,
    log,
  );
  return new Sockets({
    ...{ io, connections, commands, delivery, rooms, revocations, log },
    admission: new SocketAdmission(io, auth, entry, rooms, commands, revocations, trail, addressOf, log),
    expiry: new TokenExpiry(get(Clock)),
    bus: get(EventBus),
    onDrop: (hear) => cache.onDrop(hear),
  });
}
