import type { Line } from './Line';
import { neutralise } from './neutralise';

/** JSON escapes what is below U+0020; terminals and viewers also obey characters above it. */
export function jsonLine(line: Line): string {
  return neutralise(JSON.stringify(line));
}
