import { createAdapter } from '@socket.io/redis-adapter';
import { MemoryStore } from 'express-rate-limit';
import { Cache } from '../application/Cache';
import { EventBus } from '../application/EventBus';
import { Invalidations } from '../application/Invalidations';
import { Log } from '../application/Log';
import { Random } from '../application/Random';
import { UnitOfWork } from '../application/UnitOfWork';
import { Config } from '../config/Config';
import { AfterCommitInvalidations } from '../infrastructure/cache/AfterCommitInvalidations';
import { DropHistory } from '../infrastructure/cache/DropHistory';
import { InProcessCache } from '../infrastructure/cache/InProcessCache';
import { InvalidationPoll } from '../infrastructure/cache/InvalidationPoll';
import { StampedEntries } from '../infrastructure/cache/StampedEntries';
import { TwoLevelCache } from '../infrastructure/cache/TwoLevelCache';
import { walEnd } from '../infrastructure/cache/walEnd';
import { ScopedReader } from '../infrastructure/database/ScopedReader';
import { InProcessEventBus } from '../infrastructure/events/InProcessEventBus';
import { Degraded } from '../infrastructure/health/Degraded';
import { DropChannel } from '../infrastructure/redis/DropChannel';
import { EventMessages } from '../infrastructure/redis/EventMessages';
import { RedisEventBus } from '../infrastructure/redis/RedisEventBus';
import { RedisSocketChannel } from '../infrastructure/redis/RedisSocketChannel';
import { RedisShelf } from '../infrastructure/redis/RedisShelf';
import { SharedLimitStore } from '../infrastructure/redis/SharedLimitStore';
import type { Bind } from '../application/Injectable';
import { SocketAdapter } from '../infrastructure/websocket/SocketAdapter';
import { LimitStores } from '../presentation/limits';
import type { SharedRedis } from './connectRedis';

/** Accounts, sessions and places in workspaces that are remembered. */
const CACHE = { max: 100_000 };
/** Raise it with each change of what a cached value looks like: old and new processes then do not meet. */
const SHAPE = 2;

/** What one process keeps for itself, or shares with others through Redis. */
export function bindShared(bind: Bind, redis: SharedRedis | null): void {
  bind(InProcessCache, () => new InProcessCache(CACHE));
  if (redis === null) bindAlone(bind);
  else bindTogether(bind, redis);
}

function bindAlone(bind: Bind): void {
  bind(EventBus, (get) => new InProcessEventBus(get(Log)));
  bind(Cache, (get) => get(InProcessCache));
  bind(Invalidations, (get) => new AfterCommitInvalidations(get(UnitOfWork), get(Cache)));
  bind(InvalidationPoll, (get) => new InvalidationPoll(get(ScopedReader), get(InProcessCache), get(Log)));
  bind(LimitStores, () => () => new MemoryStore());
  bind(SocketAdapter, () => ({}));
  bind(Degraded, () => () => []);
}

function bindTogether(bind: Bind, { connection, prefix }: SharedRedis): void {
  bind(RedisEventBus, (get) => {
    const messages = new EventMessages(get(Config).encryptionKey, get(Random).id());
    return new RedisEventBus(new InProcessEventBus(get(Log)), connection, `${prefix}events`, messages);
  });
  bind(EventBus, (get) => get(RedisEventBus));
  bind(
    TwoLevelCache,
    (get) =>
      new TwoLevelCache(
        get(InProcessCache),
        new RedisShelf(connection, `${prefix}cache:${SHAPE}:`),
        new StampedEntries(get(Config).encryptionKey),
        new DropHistory(),
        () => walEnd(get(ScopedReader)),
      ),
  );
  bind(Cache, (get) => get(TwoLevelCache));
  bind(DropChannel, (get) => new DropChannel(connection, `${prefix}drops`, get(Cache)));
  bind(
    Invalidations,
    (get) => new AfterCommitInvalidations(get(UnitOfWork), get(Cache), (keys) => get(DropChannel).tell(keys)),
  );
  bind(InvalidationPoll, (get) => new InvalidationPoll(get(ScopedReader), get(TwoLevelCache), get(Log)));
  bind(LimitStores, () => (bucket) => new SharedLimitStore(connection, `${prefix}limit:${bucket}:`));
  bind(SocketAdapter, (get) => {
    const client = new RedisSocketChannel(connection, `${prefix}sockets`, get(Config).encryptionKey);
    return { adapter: createAdapter(client, client, { publishOnSpecificResponseChannel: true }) };
  });
  bind(Degraded, () => () => (connection.isUp ? [] : ['redis']));
}
