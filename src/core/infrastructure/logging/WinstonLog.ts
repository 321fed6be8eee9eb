import type { Logger } from 'winston';
import type { Log, LogFields } from '../../application/Log';
import type { RequestContext } from '../../application/RequestContext';
import { lineOf } from './Line';

type Level = keyof Log;

export class WinstonLog implements Log {
  constructor(
    private readonly logger: Logger,
    private readonly context: RequestContext,
    private readonly countDropped: () => number,
  ) {}

  /** Lines that could not be written, because the reader of the log stood still or its disk was full. */
  get dropped(): number {
    return this.countDropped();
  }

  debug(message: string, fields?: LogFields): void {
    this.write('debug', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.write('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.write('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.write('error', message, fields);
  }

  private write(level: Level, message: string, fields: LogFields = {}): void {
    if (this.logger.silent || !this.logger.isLevelEnabled(level)) return;
    const requestId = this.context.current()?.requestId ?? null;
    this.logger.log({ level, message, line: lineOf(level, message, requestId, fields) });
  }
}
