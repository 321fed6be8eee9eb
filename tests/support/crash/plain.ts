const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/^\\x[0-9a-f]*$/, 'bytes'],
  [/^\$2[aby]\$.*/, 'hash'],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?/g, 'time'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, 'id'],
  [/\b([a-z]+?)\.?[0-9a-f]{12}@/g, '$1@'],
  [/\b[0-9a-f]{12,}\b/gi, 'hex'],
  [/(?=[\w-]*\d)[\w-]{20,}/g, 'secret'],
  [/-\d+\b/g, ''],
  [/\d+/g, '#'],
];

/** Without what is different each time: ids, times, secrets, addresses; and without those columns. */
export function plain(value: unknown, without: readonly string[] = []): unknown {
  if (typeof value === 'string')
    return PATTERNS.reduce((text, [found, word]) => text.replace(found, word), value);
  if (Array.isArray(value)) return value.map((one) => plain(one));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !without.includes(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, plain(inner)]));
}
