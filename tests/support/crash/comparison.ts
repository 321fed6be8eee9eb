import type { WritePath } from './WritePath';

/** Lines of a footprint that are too many, and those that are missing. */
interface Difference {
  readonly more: readonly string[];
  readonly less: readonly string[];
}

/**
 * How a footprint differs from all that it may be, told by what comes closest.
 * @returns null when it is one of them
 */
export function faultIn(
  footprint: readonly string[],
  allowed: readonly (readonly string[])[],
  leaves: WritePath['leaves'],
): string | null {
  const differences = allowed
    .map((one) => withoutTraces({ more: without(footprint, one), less: without(one, footprint) }, leaves))
    .toSorted((one, other) => sizeOf(one) - sizeOf(other));
  const [closest] = differences;
  if (!closest || sizeOf(closest) === 0) return null;
  return [
    ...closest.more.map((line) => `  too many: ${line}`),
    ...closest.less.map((line) => `  missing: ${line}`),
  ].join('\n');
}

function withoutTraces({ more, less }: Difference, leaves: WritePath['leaves']): Difference {
  return { more: leaves ? more.filter((line) => !leaves.lines.test(line)) : more, less };
}

function sizeOf({ more, less }: Difference): number {
  return more.length + less.length;
}

/** What is left of the one list when each entry of the other has taken its equal away. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
