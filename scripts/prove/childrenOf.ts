import type { Route } from './Route';
import type { Side } from './Side';

/** What can stand for the parameters of the path, of one side. */
export function childrenOf(route: Route, { probes, families }: Side): readonly string[] {
  if (route.children.length === 0) return [''];
  return route.children.length === 1 ? probes : [...families, ...probes];
}

/** What is theirs, named below something of one's own. */
export function mixedChildren(route: Route, side: Side, theirs: Side): string[] {
  if (route.children.length < 2) return [];
  const below = (family: string) => family.slice(family.indexOf('/'));
  return side.families.flatMap((own) =>
    theirs.families.map((family) => `${own.slice(0, own.indexOf('/'))}${below(family)}`),
  );
}
