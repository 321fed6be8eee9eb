import { guarded, type Line } from './Line';
import type { RouteProof } from './proveRoutes';
import type { Route } from './Route';
import type { RunningApp } from './RunningApp';
import { aSuperAdmin } from './seedSides';
import type { Person, Side } from './Side';

interface Unshown {
  readonly route: Route;
  readonly line: Line;
  readonly answers: string;
}

/**
 * Shows that each route does let in whoever belongs there: else that others are refused would say nothing.
 * What one call leaves behind may be what another one needs, so what failed is tried again.
 */
export async function controlRoutes(
  app: RunningApp,
  proof: RouteProof,
  lines: ReadonlyMap<Route, Line>,
  [a, b]: readonly [Side, Side],
): Promise<void> {
  const root = await aSuperAdmin(app);
  const callers: Person[] = [b.owner, b.member, b.guest, root];
  const unshown = async (among: readonly Unshown[]): Promise<Unshown[]> => {
    const left: Unshown[] = [];
    for (const { route, line } of among) {
      const answers = await guarded(line, () => proof.control(route, b, a, callers, line));
      if (answers !== null) left.push({ route, line, answers });
    }
    return left;
  };
  const all = [...lines].map(([route, line]) => ({ route, line, answers: '' }));
  const provable = all.filter(({ line: { faults } }) => faults.length === 0);
  const first = await unshown(provable.filter(({ route: { isTenant } }) => isTenant));
  await unshown(provable.filter(({ route: { isTenant } }) => !isTenant));
  for (const { line, answers } of await unshown(await unshown(first))) {
    line.faults.push(
      `nobody of B is let in (${answers}), so that A is refused proves nothing: seed what it needs`,
    );
  }
}
