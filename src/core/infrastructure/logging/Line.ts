import { cut, redactInto } from './redact';

/** One log line before it is written down. */
export interface Line {
  readonly time: string;
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** Given fields cannot take the place of `time`, `level` and `message`. */
export function lineOf(
  level: string,
  message: string,
  requestId: string | null,
  fields: Readonly<Record<string, unknown>>,
): Line {
  const line: Record<string, unknown> = { time: new Date().toISOString(), level, message: cut(message) };
  const id = fields.requestId ?? requestId;
  if (id !== null) redactInto(line, { requestId: id });
  redactInto(line, fields);
  return line as unknown as Line;
}
