import type { Log, LogFields } from '../../application/Log';
import type { RequestContext } from '../../application/RequestContext';
import { lineOf } from './Line';
import type { SentryReports } from './SentryReports';

/** A log whose errors are reported as well. */
export class ReportingLog implements Log {
  constructor(
    private readonly log: Log,
    private readonly reports: Pick<SentryReports, 'report'>,
    private readonly context: RequestContext,
  ) {}

  debug(message: string, fields?: LogFields): void {
    this.log.debug(message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.log.info(message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.log.warn(message, fields);
  }

  error(message: string, fields: LogFields = {}): void {
    this.log.error(message, fields);
    this.reports.report(lineOf('error', message, this.context.current()?.requestId ?? null, fields));
  }
}
