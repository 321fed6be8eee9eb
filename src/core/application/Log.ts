import { token } from '../domain/token';

export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log lines. Secret-bearing fields are redacted, long values cut, the request id added. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
export const Log = token<Log>('Log');
