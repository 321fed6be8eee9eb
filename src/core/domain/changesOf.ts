import type { Changes } from './EventCatalogue';

/** The fields in which two states differ; null when in none of them. */
export function changesOf<State extends object>(
  before: State,
  after: State,
  fields: readonly (keyof State & string)[],
): Changes | null {
  const changed = fields.filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((field) => [field, { before: before[field], after: after[field] }]));
}
