import type { ModuleDefinition } from '../../src/core/kit';
import { readDefinerFunctions, readTables, type Table } from './catalogue';
import { controlRoutes } from './controlRoutes';
import { guarded, lineOf, type Line } from './Line';
import { proveFunction } from './proveFunctions';
import { RouteProof, type RouteRules } from './proveRoutes';
import { TableProof } from './proveTables';
import { routesOf, type Route } from './Route';
import { RunningApp, type ProofDatabase } from './RunningApp';
import { fillTables, samplesOf, seedSides } from './seedSides';
import type { Side } from './Side';
import { wallDown } from './wallDown';
import { withoutFilter } from './withoutFilter';

export interface Grounds {
  readonly modules: readonly ModuleDefinition[];
  readonly newDatabase: () => Promise<ProofDatabase>;
  /** Which routes are walked; all unless this says otherwise. */
  readonly only?: (path: string) => boolean;
}

export interface Chapter {
  readonly title: string;
  readonly lines: readonly Line[];
}

export interface Proof {
  /** Of the product as it is, and of its routes without the application's own filter. */
  readonly chapters: readonly Chapter[];
  /** What leaks as soon as the wall is down as well: it shows that a leak would be seen. */
  readonly control: Chapter;
  /** Conditions that the build without filter lost. */
  readonly conditions: number;
  /** Statements of the system role, behind which no wall stands: they keep theirs. */
  readonly kept: number;
}

interface Scene {
  readonly app: RunningApp;
  readonly routes: readonly Route[];
  readonly tables: readonly Table[];
  readonly sides: readonly [Side, Side];
  readonly lines: ReadonlyMap<string, Line>;
}

const AS_IT_IS: RouteRules = { sameAsRandom: true, ignoring: '', actors: ['owner', 'member'] };
/** Whoever is refused inside a workspace is noted there, by the system role. Here they get inside, so they are noted. */
const WITHOUT_FILTER: RouteRules = { sameAsRandom: false, ignoring: 'access.denied', actors: ['owner'] };

/** Tries to cross from each of two workspaces into the other: by SQL, over HTTP, and without the filter. */
export async function proveTenancy(grounds: Grounds): Promise<Proof> {
  const asItIs = await onScene(grounds, async (scene) => [
    await provedTables(scene),
    await provedRoutes(scene),
  ]);
  const { bare, ...rest } = await provedWithoutFilter(grounds);
  return { chapters: [...asItIs, bare], ...rest };
}

/** @returns the sentences that say why the proof fails. */
export function failuresOf({ chapters, control, conditions }: Proof): string[] {
  const lines = chapters.flatMap((chapter) => chapter.lines);
  const seen = control.lines.filter(({ leaks }) => leaks.length > 0).map(({ subject }) => subject);
  return [
    ...lines.flatMap(({ subject, leaks, faults }) =>
      [...leaks, ...faults].map((one) => `${subject}: ${one}`),
    ),
    ...(conditions === 0 ? ['the build without filter lost no condition'] : []),
    ...control.lines.flatMap(({ subject, faults }) => faults.map((fault) => `${subject}: ${fault}`)),
    ...(seen.some((subject) => subject.startsWith('GET '))
      ? []
      : ['no route leaks although the wall is down']),
  ];
}

async function onScene<T>(
  { modules, newDatabase, only = () => true }: Grounds,
  act: (scene: Scene) => Promise<T>,
): Promise<T> {
  const app = await RunningApp.start(await newDatabase(), modules);
  try {
    const tables = await readTables(app.admin);
    const lines = new Map(tables.map(({ name }) => [name, lineOf(name)]));
    const sides = await seedSides(app);
    await fillTables(app, tables, sides, lines);
    const routes = routesOf(modules).filter(({ path }) => only(path));
    return await act({ app, routes, tables, sides, lines });
  } finally {
    await app.stop();
  }
}

async function provedTables({ app, tables, sides, lines }: Scene): Promise<Chapter> {
  const proof = new TableProof(app.admin, tables, samplesOf(app));
  for (const [mine, theirs] of bothWays(sides))
    for (const table of tables) await proof.prove(table, mine, theirs, lines.get(table.name) ?? lineOf(''));
  const functions: Line[] = [];
  for (const fn of await readDefinerFunctions(app.admin)) {
    const line = lineOf(`${fn.name}()`);
    functions.push(line);
    for (const way of bothWays(sides)) await proveFunction(app.admin, fn, tables, way, line);
  }
  return { title: 'Tables', lines: [...lines.values(), ...functions] };
}

async function provedRoutes(scene: Scene): Promise<Chapter> {
  const { app, tables, sides } = scene;
  const proof = new RouteProof(app, tables, AS_IT_IS);
  const lines = await crossed(scene, proof);
  await controlRoutes(app, proof, lines, sides);
  return { title: 'Routes', lines: [...lines.values()] };
}

/** The routes on a build that forgot its tenant filter: row-level security alone must hold. */
async function provedWithoutFilter(grounds: Grounds): Promise<Omit<Proof, 'chapters'> & { bare: Chapter }> {
  const { homes, removed, kept, restore } = withoutFilter();
  try {
    return await onScene(grounds, async (scene) => {
      const { app, tables, sides } = scene;
      const [a, b] = sides;
      for (const { workspaceId, owner, member } of sides)
        for (const { id } of [owner, member]) homes.set(id, workspaceId);
      const proof = new RouteProof(app, tables, WITHOUT_FILTER);
      const lines = await crossed(scene, proof);
      const control = await provedWithoutWall(scene, proof);
      for (const [route, line] of lines)
        await guarded(line, () => proof.control(route, a, b, [a.owner], line));
      const conditions = [...removed.values()].reduce((sum, one) => sum + one, 0);
      const bare = { title: 'Routes without the tenant filter', lines: [...lines.values()] };
      return { bare, control, conditions, kept: kept.size };
    });
  } finally {
    restore();
  }
}

/** Reads alone, so that everything is there for what is tried afterwards. */
async function provedWithoutWall(
  { app, routes, tables, sides: [a, b] }: Scene,
  proof: RouteProof,
): Promise<Chapter> {
  const standsAgain = await wallDown(app.admin, tables);
  const sql = new TableProof(app.admin, tables, samplesOf(app));
  const lines: Line[] = [];
  for (const table of tables.filter(({ columns }) => columns.some(({ readable }) => readable))) {
    const line = lineOf(table.name);
    lines.push(line);
    if (!(await sql.seesForeign(table, a, b, line))) continue;
    if (line.leaks.length === 0)
      line.faults.push('it does not leak although the wall is down: what is tried is blind');
  }
  for (const route of routes.filter(({ method }) => method === 'get')) {
    const line = lineOf(route.name);
    lines.push(line);
    await guarded(line, () => proof.readOwn(route, a, b, line));
    await guarded(line, () => proof.cross(route, a, b, line));
  }
  await standsAgain();
  return { title: 'Control: without filter and wall', lines };
}

async function crossed({ routes, sides }: Scene, proof: RouteProof): Promise<Map<Route, Line>> {
  const lines = new Map(routes.map((route) => [route, lineOf(route.name)]));
  for (const [mine, theirs] of bothWays(sides))
    for (const [route, line] of lines) await guarded(line, () => proof.readOwn(route, mine, theirs, line));
  for (const [mine, theirs] of bothWays(sides))
    for (const [route, line] of lines) await guarded(line, () => proof.cross(route, mine, theirs, line));
  return lines;
}

function bothWays([a, b]: readonly [Side, Side]): [Side, Side][] {
  return [
    [a, b],
    [b, a],
  ];
}
