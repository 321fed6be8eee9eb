import type { Line } from './Line';
import { neutralise } from './neutralise';

const COLOURS: Readonly<Record<string, number>> = { error: 31, warn: 33, info: 36, debug: 90 };

function coloured(text: string, colour: number, on: boolean): string {
  return on ? `\u001b[${colour}m${text}\u001b[0m` : text;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' && /^[\w.:/@+-]+$/.test(value) ? value : JSON.stringify(value);
  return neutralise(text ?? '');
}

function stackOf({ error }: Line): string {
  const stack = (error as { stack?: unknown } | undefined)?.stack;
  if (typeof stack !== 'string') return '';
  return stack
    .split('\n')
    .map((row) => `\n    ${neutralise(row)}`)
    .join('');
}

/** For human eyes: `12:00:00.000 INFO  Message name=value`, an error's stack below it. */
export function textLine(line: Line, colours: boolean): string {
  const { time, level, message, ...fields } = line;
  const stack = stackOf(line);
  const pairs = Object.entries(fields)
    .filter(([name, value]) => value !== undefined && value !== null && !(stack && name === 'error'))
    .map(([name, value]) => ` ${coloured(`${neutralise(name)}=`, 90, colours)}${shown(value)}`);
  const label = coloured(level.toUpperCase().padEnd(5), COLOURS[level] ?? 0, colours);
  return `${time.slice(11, 23)} ${label} ${neutralise(message)}${pairs.join('')}${stack}`;
}
