import type { Schema } from 'joi';

/** What `describe()` of a schema says, as far as it is of use here. */
interface Described {
  readonly type?: string;
  readonly flags?: { readonly presence?: string; readonly only?: boolean };
  readonly allow?: readonly unknown[];
  readonly rules?: readonly { readonly name: string; readonly args?: { readonly limit?: unknown } }[];
  readonly keys?: Readonly<Record<string, Described>>;
  readonly items?: readonly Described[];
  readonly matches?: readonly { readonly schema?: Described }[];
  readonly examples?: readonly unknown[];
  readonly metas?: readonly { readonly format?: string }[];
}

/** Field name → what the caller would put there. */
export type Known = Readonly<Record<string, unknown>>;
export type Input = Record<string, unknown>;

/** Where in an input an id can stand. */
export type Path = readonly string[];

const MOST_TRIES = 500;

const descriptions = new WeakMap<Schema, Described>();

function describe(schema: Schema | undefined): Described {
  if (!schema) return {};
  const described: Described = descriptions.get(schema) ?? schema.describe();
  descriptions.set(schema, described);
  return described;
}

/** Every place in the input that takes an id; `[]` stands for the entries of a list. */
export function idPlaces(schema: Schema | undefined): Path[] {
  return placesIn(describe(schema));
}

function placesIn({ type, keys = {}, items = [], matches = [], rules = [] }: Described): Path[] {
  if (type === 'string' && rules.some(({ name }) => name === 'guid')) return [[]];
  return [
    ...Object.entries(keys).flatMap(([key, inner]) => placesIn(inner).map((path) => [key, ...path])),
    ...items.flatMap((item) => placesIn(item).map((path) => ['[]', ...path])),
    ...matches.flatMap(({ schema }) => (schema ? placesIn(schema) : [])),
  ];
}

/** Whether it is made of switches and numbers only, so that nothing in it says whose it is. */
export function isAnonymous(schema: Schema | undefined): boolean {
  return kindsIn(describe(schema)).every((kind) => kind === 'boolean' || kind === 'number');
}

function kindsIn({ type = '', keys = {} }: Described): string[] {
  const inside = Object.values(keys).flatMap(kindsIn);
  return inside.length > 0 ? inside : [type];
}

/** Field → the values it may have, where they are few. */
export function choices(schema: Schema | undefined): Map<string, readonly unknown[]> {
  const entries = Object.entries(describe(schema).keys ?? {});
  return new Map(
    entries
      .filter(([, { flags, allow = [] }]) => flags?.only && allow.length > 1)
      .map(([key, { allow = [] }]) => [key, allow] as const),
  );
}

export function hasField(schema: Schema | undefined, name: string): boolean {
  return name in (describe(schema).keys ?? {});
}

/**
 * An input that the schema takes, with as few fields as it can do with.
 * @param wanted fields that must be there
 * @throws Error when none is found, with the fault and the remedy
 */
export function sampleInput(schema: Schema, known: Known, wanted: readonly string[] = []): Input {
  const { keys = {} } = describe(schema);
  const all: Input = Object.fromEntries(
    Object.entries(keys).map(([key, inner]) => [key, sample(inner, key, known)]),
  );
  const must = Object.keys(keys).filter(
    (key) => keys[key]?.flags?.presence === 'required' || wanted.includes(key),
  );
  const pick = (names: readonly string[]): Input =>
    Object.fromEntries(names.map((name) => [name, all[name]]));
  const seen = new Set<string>();
  const queue = [must];
  for (let names = queue.shift(); names !== undefined && seen.size < MOST_TRIES; names = queue.shift()) {
    const input = pick(names);
    if (!schema.validate(input).error) return input;
    for (const key of Object.keys(keys).filter((name) => !wanted.includes(name))) {
      const next = names.includes(key) ? names.filter((name) => name !== key) : [...names, key];
      const mark = next.toSorted().join();
      if (!seen.has(mark)) queue.push(next);
      seen.add(mark);
    }
  }
  const fault = schema.validate(pick(must)).error?.message ?? '';
  throw new Error(`no input could be made up for it (${fault}): give its fields an .example()`);
}

/** The same input with an id in one place. */
export function withId(input: unknown, [first, ...rest]: Path, id: string): unknown {
  if (first === undefined) return id;
  if (first === '[]') {
    const [entry] = Array.isArray(input) ? (input as unknown[]) : [];
    return [withId(entry, rest, id)];
  }
  const fields = (input ?? {}) as Input;
  return { ...fields, [first]: withId(fields[first], rest, id) };
}

function sample(described: Described, key: string, known: Known): unknown {
  const {
    type,
    flags,
    allow = [],
    rules = [],
    items = [],
    keys = {},
    matches = [],
    examples = [],
  } = described;
  const limit = (name: string) => rules.find((rule) => rule.name === name)?.args?.limit;
  if (flags?.only) return allow.includes(known[key]) ? known[key] : allow.find((value) => value !== null);
  if (key in known) return known[key];
  if (matches[0]?.schema) return sample(matches[0].schema, key, known);
  if (examples.length > 0) return examples[0];
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(keys)
          .filter(([, inner]) => inner.flags?.presence === 'required')
          .map(([name, inner]) => [name, sample(inner, name, known)]),
      );
    case 'array':
      return items[0] ? [sample(items[0], key, known)] : [];
    case 'number':
      return limit('min') ?? limit('greater') ?? 1;
    case 'boolean':
      return true;
    default:
      return textFor(described, known);
  }
}

function textFor({ rules = [], metas = [] }: Described, known: Known): unknown {
  const names = rules.map(({ name }) => name);
  if (names.includes('guid')) return known.anyId;
  if (names.includes('isoDate')) return new Date(Date.now() + 86_400_000).toISOString();
  if (names.includes('domain')) return 'example.com';
  if (names.includes('uri')) return 'https://example.com/hook';
  if (names.includes('email') || metas.some(({ format }) => format === 'email')) return known.email;
  return known.anyText;
}
