type Tagged =
  { readonly $set: readonly unknown[] } | { readonly $date: string } | { readonly $plain: unknown };

/** A value as JSON that keeps its sets and dates. @throws TypeError where it holds anything else of a class. */
export function writeValue(value: unknown): string {
  return JSON.stringify(written(value));
}

/** What `writeValue` was given. @throws Error where `text` is something else. */
export function readValue(text: string): unknown {
  return read(JSON.parse(text) as unknown);
}

function written(value: unknown): unknown {
  if (value instanceof Set) return { $set: [...(value as Set<unknown>)].map(written) } satisfies Tagged;
  if (value instanceof Date) return { $date: value.toISOString() } satisfies Tagged;
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new TypeError('It has a class of its own');
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const plain = Object.fromEntries(fields.map(([name, field]) => [name, written(field)]));
  return fields.some(([name]) => name.startsWith('$')) ? ({ $plain: plain } satisfies Tagged) : plain;
}

function scalar(value: unknown): unknown {
  const isKept = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (!isKept) throw new TypeError(`JSON keeps no ${typeof value} like this`);
  return value;
}

function read(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== 'object' || value === null) return value;
  const { $set, $date, $plain } = value as { $set?: unknown[]; $date?: string; $plain?: object };
  if ($set !== undefined) return new Set($set.map(read));
  if ($date !== undefined) return new Date($date);
  return Object.fromEntries(Object.entries($plain ?? value).map(([name, field]) => [name, read(field)]));
}
