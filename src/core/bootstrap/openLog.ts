import type { Log } from '../application/Log';
import type { Config } from '../config/Config';
import { createLog } from '../infrastructure/logging/createLog';
import { ReportingLog } from '../infrastructure/logging/ReportingLog';
import { SentryReports } from '../infrastructure/logging/SentryReports';
import type { AsyncRequestContext } from '../infrastructure/system/AsyncRequestContext';
import type { Lifecycle } from './Lifecycle';

/** @param context the one whose request ids the lines carry. */
export async function openLog(
  { env, logLevel, sentryDsn }: Config,
  context: AsyncRequestContext,
  lifecycle: Lifecycle,
): Promise<Log> {
  const format = env === 'production' ? 'json' : 'text';
  const log = createLog({ level: logLevel, format: env === 'test' ? 'silent' : format, context });
  if (sentryDsn === null) return log;
  const reports = await SentryReports.open({
    dsn: sentryDsn,
    environment: env,
    failed: (reason) => log.warn('An error could not be reported', { reason }),
  });
  lifecycle.started('Error reports', () => reports.close());
  return new ReportingLog(log, reports, context);
}
