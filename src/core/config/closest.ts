/**
 * Edits that turn one text into the other: insert, delete, swap neighbours (optimal string alignment) and
 * substitute, which may be made dearer than the others.
 */
export function distance(from: string, to: string, substitution = 1): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        above[column - 1]! + (same ? 0 : substitution),
        above[column]! + 1,
        current[column - 1]! + 1,
      );
      const swapped = row > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, before[column - 2]! + 1);
      current.push(cost);
    }
    before = above;
    above = current;
  }
  return above[to.length]!;
}

/** The candidate somebody who wrote `given` most likely meant: one begins with the other, or a few edits. */
export function closest<T extends string>(given: string, candidates: readonly T[]): T | null {
  const extended = candidates.find((name) => name.startsWith(given) || given.startsWith(name));
  if (extended !== undefined) return extended;
  const ranked = candidates.map((name) => ({ name, edits: distance(given, name) }));
  const best = ranked.sort((a, b) => a.edits - b.edits)[0];
  return best !== undefined && best.edits <= Math.max(2, Math.floor(given.length / 4)) ? best.name : null;
}
