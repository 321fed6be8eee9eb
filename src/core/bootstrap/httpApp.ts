import cookieParser from 'cookie-parser';
import express from 'express';
import type { Router, Express } from 'express';
import { AuditTrail } from '../application/AuditTrail';
import { Authenticator } from '../application/Authenticator';
import { Clock } from '../application/Clock';
import { IdempotentCalls } from '../application/IdempotentCalls';
import { Log } from '../application/Log';
import { Metrics } from '../application/Metrics';
import { Random } from '../application/Random';
import { RequestContext } from '../application/RequestContext';
import { UnitOfWork } from '../application/UnitOfWork';
import type { Config } from '../config/Config';
import { Database } from '../infrastructure/database/Database';
import { ScopedReader } from '../infrastructure/database/ScopedReader';
import { databasePoolGauge } from '../infrastructure/metrics/databasePoolGauge';
import { outboxGauges } from '../infrastructure/metrics/outboxGauges';
import type { Resolve } from '../application/Injectable';
import type { ModuleDefinition } from '../kit/defineModule';
import { errorHandler } from '../presentation/errorHandler';
import { guards } from '../presentation/guards/guards';
import { healthPages } from '../presentation/health/healthPages';
import { Readiness } from '../infrastructure/health/Readiness';
import { Degraded } from '../infrastructure/health/Degraded';
import { callLimits, LimitStores } from '../presentation/limits';
import { metricsPage } from '../presentation/metricsPage';
import {
  crossOrigin,
  explainRefusedPreflight,
  foreignWrites,
  type CrossOriginOptions,
} from '../presentation/middleware/crossOrigin';
import { httpMetrics } from '../presentation/middleware/httpMetrics';
import { oneHost } from '../presentation/middleware/oneHost';
import { requestContext } from '../presentation/middleware/requestContext';
import { requestLog } from '../presentation/middleware/requestLog';
import { securityHeaders } from '../presentation/middleware/securityHeaders';
import { publicFilesRouter } from '../presentation/publicFiles';
import { notFound } from '../presentation/refusals';
import { platformTrail } from '../presentation/platformTrail';
import { apiRouter } from '../presentation/router';
import type { Gate } from '../presentation/serve';
import { UploadPlaces } from '../presentation/UploadPlaces';
import { browserOrigins } from './browserOrigins';

const HEALTH_SCOPE = { as: 'system', for: 'checking health' } as const;

export interface AppOptions {
  readonly config: Config;
  readonly get: Resolve;
  readonly modules: readonly ModuleDefinition[];
  /** Pages beside the API: documentation, the local mailbox, the mail links. */
  readonly pages: readonly Router[];
  readonly frontendUrl: () => string;
  readonly isDraining: () => boolean;
}

export function httpApp(options: AppOptions): Express {
  const { config, get, modules } = options;
  const app = withOperatorPages(options);
  const rules = browserRules(options);
  app.use(config.http.apiBase, crossOrigin(rules), explainRefusedPreflight(rules), cookieParser());
  const endpoints = modules.flatMap((module) => module.endpoints);
  app.use(config.http.apiBase, apiRouter(endpoints, gate(config, get, rules), get));
  const files = modules.flatMap((module) => module.files ?? []);
  app.use(publicFilesRouter(files, get));
  for (const page of options.pages) app.use(page);
  return withoutMore(app, options);
}

/** Health and metrics, and nothing else. */
export function operatorApp(options: Omit<AppOptions, 'modules' | 'pages' | 'frontendUrl'>): Express {
  return withoutMore(withOperatorPages(options), options);
}

function withOperatorPages(options: Pick<AppOptions, 'config' | 'get' | 'isDraining'>): Express {
  const { config, get } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('env', config.env);
  app.set('trust proxy', config.http.trustProxy);
  app.use(requestContext(get(RequestContext), get(Random)));
  app.use(httpMetrics(get(Metrics)), requestLog(get(Log), get(RequestContext)), securityHeaders(), oneHost);
  app.use(...operatorPages(options));
  return app;
}

function withoutMore(app: Express, { get }: Pick<AppOptions, 'get'>): Express {
  app.use((_request, _response, next) => next(notFound()));
  app.use(errorHandler({ log: get(Log), audit: get(AuditTrail), context: get(RequestContext) }));
  return app;
}

function gate(config: Config, get: Resolve, rules: CrossOriginOptions): Gate {
  const { enabled, windowMs, maxRequests, maxAuthenticated, maxAuth } = config.rateLimits;
  return {
    authenticator: get(Authenticator),
    guards: guards(get),
    platformTrail: platformTrail(get),
    idempotent: get(IdempotentCalls),
    uploads: new UploadPlaces(),
    refuseForeignWrite: foreignWrites(rules),
    count: callLimits(
      { enabled, windowMs, anonymous: maxRequests, authenticated: maxAuthenticated, auth: maxAuth },
      get(LimitStores),
    ),
  };
}

function browserRules({ config, frontendUrl }: AppOptions): CrossOriginOptions {
  return {
    isAllowed: browserOrigins(config, frontendUrl),
    explain: config.env !== 'production',
  };
}

function operatorPages({
  config,
  get,
  isDraining,
}: Pick<AppOptions, 'config' | 'get' | 'isDraining'>): Router[] {
  const database = get(Database);
  databasePoolGauge(get(Metrics), database);
  outboxGauges(get(Metrics), database, get(UnitOfWork));
  const answers = () => get(ScopedReader).rows(HEALTH_SCOPE, { name: 'health', text: 'SELECT 1' }, []);
  const readiness = new Readiness([{ name: 'database', run: answers }], get(Clock), get(Log));
  return [
    healthPages({ readiness, degraded: get(Degraded), isDraining }),
    metricsPage({
      metrics: get(Metrics),
      token: config.metricsToken,
      production: config.env === 'production',
    }),
  ];
}
