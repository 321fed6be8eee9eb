import { container as root, type DependencyContainer } from 'tsyringe';
import { AuditSigner } from '../application/AuditSigner';
import { AuditTrail } from '../application/AuditTrail';
import { Clock } from '../application/Clock';
import { EventFeed } from '../application/EventFeed';
import { EventViews } from '../application/EventViews';
import { FrontendLinks } from '../application/FrontendLinks';
import { IdempotentCalls } from '../application/IdempotentCalls';
import { Jobs } from '../application/Jobs';
import { Ledger } from '../application/Ledger';
import { Log } from '../application/Log';
import { Mailer } from '../application/Mailer';
import { Metrics } from '../application/Metrics';
import { PermissionDefinitions } from '../application/PermissionDefinitions';
import { PersonalData } from '../application/PersonalData';
import { Post } from '../application/Post';
import { Random } from '../application/Random';
import { RequestContext } from '../application/RequestContext';
import { Sealer } from '../application/Sealer';
import { UnitOfWork } from '../application/UnitOfWork';
import { Config } from '../config/Config';
import { Database } from '../infrastructure/database/Database';
import { ScopedReader } from '../infrastructure/database/ScopedReader';
import { SequelizeUnitOfWork } from '../infrastructure/database/SequelizeUnitOfWork';
import { SqlAuditTrail } from '../infrastructure/database/SqlAuditTrail';
import { SqlIdempotentCalls } from '../infrastructure/database/SqlIdempotentCalls';
import { DefinedEventViews } from '../infrastructure/events/DefinedEventViews';
import { EventDefinitions } from '../infrastructure/events/EventDefinitions';
import { OutboxLedger } from '../infrastructure/events/OutboxLedger';
import { SqlEventFeed } from '../infrastructure/events/SqlEventFeed';
import { Bell } from '../infrastructure/jobs/Bell';
import { SqlJobs } from '../infrastructure/jobs/SqlJobs';
import type { WakeUp } from '../infrastructure/jobs/WakeUp';
import { PrometheusMetrics } from '../infrastructure/metrics/PrometheusMetrics';
import { FrontendAddress } from '../infrastructure/mail/FrontendAddress';
import { frontendLinks } from '../infrastructure/mail/frontendLinks';
import { QueuedPost } from '../infrastructure/mail/QueuedPost';
import { AesGcmSealer } from '../infrastructure/system/AesGcmSealer';
import { CryptoRandom } from '../infrastructure/system/CryptoRandom';
import { HmacAuditSigner } from '../infrastructure/system/HmacAuditSigner';
import { SystemClock } from '../infrastructure/system/SystemClock';
import type { Bind } from '../application/Injectable';
import { binder } from '../kit/bind';
import { bindShared } from './bindShared';
import { collectPermissions } from './collectPermissions';
import { collectPersonalData } from './collectPersonalData';
import type { SharedRedis } from './connectRedis';
import type { ModuleDefinition } from '../kit/defineModule';

/** What is made before the container, because starting it can fail. */
export interface Parts {
  readonly config: Config;
  readonly log: Log;
  readonly context: RequestContext;
  readonly database: Database;
  readonly reader: ScopedReader;
  readonly mailer: Mailer;
  /** Null: this process is the only one. */
  readonly redis: SharedRedis | null;
  readonly wakeRelay: WakeUp;
  readonly wakeJobs: WakeUp;
}

export function buildContainer(parts: Parts, modules: readonly ModuleDefinition[]): DependencyContainer {
  const container = root.createChildContainer();
  const bind = binder(container);
  bind(Config, () => parts.config);
  bind(Log, () => parts.log);
  bind(RequestContext, () => parts.context);
  bind(Database, () => parts.database);
  bind(ScopedReader, () => parts.reader);
  bind(Mailer, () => parts.mailer);
  bindShared(bind, parts.redis);
  bindCore(bind, parts, modules);
  for (const module of modules) module.bind(bind);
  return container;
}

function bindCore(
  bind: Bind,
  { config, wakeRelay, wakeJobs }: Parts,
  modules: readonly ModuleDefinition[],
): void {
  bind(Clock, () => new SystemClock());
  bind(Random, () => new CryptoRandom());
  bind(Sealer, () => new AesGcmSealer(config.encryptionKey));
  bind(AuditSigner, () => new HmacAuditSigner(config.auditKey));
  bind(Metrics, (get) => new PrometheusMetrics(get(Log)));
  bind(SequelizeUnitOfWork, (get) => new SequelizeUnitOfWork(get(Database), get(Log)));
  bind(UnitOfWork, (get) => get(SequelizeUnitOfWork));
  bind(
    IdempotentCalls,
    (get) => new SqlIdempotentCalls(get(Database), get(SequelizeUnitOfWork), get(Sealer)),
  );
  bind(Bell, (get) => new Bell(get(ScopedReader)));
  bind(EventFeed, (get) => new SqlEventFeed(get(ScopedReader)));
  bind(EventDefinitions, () => new EventDefinitions(modules.map(({ events }) => events as never)));
  bind(EventViews, (get) => new DefinedEventViews(get(EventDefinitions)));
  bind(
    AuditTrail,
    (get) =>
      new SqlAuditTrail(get(Database), get(UnitOfWork), get(Random), get(RequestContext), get(AuditSigner)),
  );
  bind(
    Ledger,
    (get) =>
      new OutboxLedger(
        get(Database),
        get(UnitOfWork),
        get(AuditTrail),
        get(Random),
        get(RequestContext),
        get(EventDefinitions),
        wakeRelay,
      ),
  );
  bind(
    Jobs,
    (get) =>
      new SqlJobs(get(Database), get(UnitOfWork), get(Sealer), get(Random), get(RequestContext), wakeJobs),
  );
  bind(PermissionDefinitions, () => collectPermissions(modules));
  bind(PersonalData, (get) => collectPersonalData(modules, get));
  bind(Post, (get) => new QueuedPost(get(Jobs)));
  bind(FrontendAddress, () => new FrontendAddress(config.http.frontendUrl));
  bind(FrontendLinks, (get) => frontendLinks(() => get(FrontendAddress).url));
}
