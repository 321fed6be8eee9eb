const ANYTHING = '…';

type Members = Readonly<Record<string, unknown>>;

/**
 * Where an answer is not what a document says. In the document `…` stands for any value but null, within a
 * text for any text, and as the last entry of a list for further entries.
 */
export function differences(documented: unknown, actual: unknown, at = ''): string[] {
  if (documented === ANYTHING && actual !== undefined && actual !== null) return [];
  if (typeof documented === 'string') return isLike(documented, actual) ? [] : [told(at, documented, actual)];
  if (Array.isArray(documented) && Array.isArray(actual)) return differentEntries(documented, actual, at);
  if (isMembers(documented) && isMembers(actual)) {
    const names = new Set([...Object.keys(documented), ...Object.keys(actual)]);
    return [...names].flatMap((name) => differences(documented[name], actual[name], `${at}.${name}`));
  }
  return Object.is(documented, actual) ? [] : [told(at, documented, actual)];
}

/** Whether a text is what a document says, in which `…` stands for any. */
export function isLike(documented: string, actual: unknown): boolean {
  if (typeof actual !== 'string') return false;
  const [start = '', ...parts] = documented.split(ANYTHING);
  const end = parts.pop();
  if (end === undefined) return actual === documented;
  let reached = start.length;
  for (const part of parts) {
    const found = actual.indexOf(part, reached);
    if (found < 0) return false;
    reached = found + part.length;
  }
  return actual.startsWith(start) && actual.endsWith(end) && actual.length - end.length >= reached;
}

function differentEntries(documented: unknown[], actual: unknown[], at: string): string[] {
  const open = documented.at(-1) === ANYTHING;
  const entries = open ? documented.slice(0, -1) : documented;
  const fits = open ? actual.length >= entries.length : actual.length === entries.length;
  if (!fits) return [told(`${at}.length`, entries.length, actual.length)];
  return entries.flatMap((entry, index) => differences(entry, actual[index], `${at}[${index}]`));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function told(at: string, documented: unknown, actual: unknown): string {
  return `${at || 'it'} is ${JSON.stringify(actual)}, documented as ${JSON.stringify(documented)}`;
}
