/** JSON that is the same for values that JSON cannot tell apart: keys in order, no blanks. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(ordered(JSON.parse(JSON.stringify(value))));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, field]) => [name, ordered(field)]));
}
