import { describeError } from './describeError';
import { maskSecrets } from './maskSecrets';
import { isOneUseCode, isSecretName } from './secretNames';

const REDACTED = '[redacted]';
const LONGEST_TEXT = 1_000;
const LONGEST_STACK = 4_000;
const DEEPEST = 6;
const MOST_VALUES = 300;
const CHARACTERS_A_VALUE = 64;
/** Enough to recognise a secret that straddles the cut. */
const SLACK = 512;

class Budget {
  private left = MOST_VALUES;

  spend(amount: number): void {
    this.left -= amount;
  }

  get isSpent(): boolean {
    return this.left <= 0;
  }
}

/**
 * Copies fields fit for a log into `line`, where names that are taken stay as they are: secrets out, long texts
 * cut, bounded in depth and size whatever is given.
 */
export function redactInto(line: Record<string, unknown>, fields: object): void {
  copyFields(fields, line, DEEPEST, new Budget());
}

/** A text without secrets, cut to `longest` characters. */
export function cut(text: string, longest = LONGEST_TEXT): string {
  const masked = maskSecrets(text.length > longest + SLACK ? text.slice(0, longest + SLACK) : text);
  return masked.length > longest ? `${masked.slice(0, longest)}…` : masked;
}

function copy(value: unknown, depth: number, budget: Budget): unknown {
  budget.spend(1);
  switch (typeof value) {
    case 'string':
      budget.spend(Math.min(value.length, LONGEST_TEXT) / CHARACTERS_A_VALUE);
      return cut(value);
    case 'bigint':
      return String(value);
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    case 'object':
      return value === null ? null : copyObject(value, depth, budget);
    default:
      return value;
  }
}

function copyObject(value: object, depth: number, budget: Budget): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth === 0 || budget.isSpent) return '[cut]';
  if (value instanceof Error) return copyError(value, depth, budget);
  if (value instanceof Map || value instanceof Set) return copyList([...value], depth, budget);
  if (Array.isArray(value)) return copyList(value, depth, budget);
  return copyFields(value, {}, depth, budget);
}

function copyError(error: Error, depth: number, budget: Budget): Record<string, unknown> {
  const copies: Record<string, unknown> = copyFields(describeError(error), {}, depth, budget);
  if (typeof error.stack === 'string') copies.stack = cut(error.stack, LONGEST_STACK);
  return copies;
}

function copyList(list: readonly unknown[], depth: number, budget: Budget): unknown[] {
  const copies: unknown[] = [];
  for (const item of list) {
    if (budget.isSpent) return [...copies, '[cut]'];
    copies.push(copy(item, depth - 1, budget));
  }
  return copies;
}

function copyFields<Copies extends Record<string, unknown>>(
  value: object,
  copies: Copies,
  depth: number,
  budget: Budget,
): Copies {
  const target: Record<string, unknown> = copies;
  for (const name of Object.keys(value)) {
    if (budget.isSpent) break;
    if (!Object.hasOwn(target, name)) target[name] = copyField(value, name, depth, budget);
  }
  return copies;
}

function copyField(value: object, name: string, depth: number, budget: Budget): unknown {
  try {
    const field = (value as Record<string, unknown>)[name];
    if (field === undefined || field === null) return field;
    if (isSecretName(name) || isOneUseCode(name, field)) return REDACTED;
    return copy(field, depth - 1, budget);
  } catch {
    return '[unreadable]';
  }
}
