import type { ModuleDefinition } from '../../src/core/kit';
import { methodsOf, pathsOf, type AnyEndpoint, type Method } from '../../src/core/presentation/endpoint';
import { hasField, idPlaces, type Path } from './sampleInput';

/** One method of one path, and every place in it where an id of somebody else can stand. */
export interface Route {
  readonly name: string;
  readonly endpoint: AnyEndpoint;
  readonly method: Method;
  readonly path: string;
  /** Parameters of the path but the workspace. */
  readonly children: readonly string[];
  readonly bodyIds: readonly Path[];
  readonly queryIds: readonly Path[];
  readonly hasCursor: boolean;
  /** Whether it can be aimed at what lies in a workspace at all. */
  readonly isTenant: boolean;
}

/** How much of what lies around a call of that kind takes away; the most harmless first. */
const ORDER: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete'];

export function routesOf(modules: readonly ModuleDefinition[]): Route[] {
  const routes = modules
    .flatMap(({ endpoints }) => endpoints)
    .flatMap((endpoint) =>
      methodsOf(endpoint).flatMap((method) =>
        pathsOf(endpoint).map((path) => routeOf(endpoint, method, path)),
      ),
    );
  return routes.sort(
    (one, other) =>
      ORDER.indexOf(one.method) - ORDER.indexOf(other.method) ||
      other.path.split('/').length - one.path.split('/').length ||
      one.name.localeCompare(other.name),
  );
}

function routeOf(endpoint: AnyEndpoint, method: Method, path: string): Route {
  const params = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  const children = params.filter((name) => name !== 'workspaceId');
  const bodyIds = idPlaces(endpoint.body);
  const queryIds = idPlaces(endpoint.query);
  const { kind } = endpoint.access;
  const isInside = kind === 'member' || kind === 'permission';
  return {
    name: `${method.toUpperCase()} ${path}`,
    ...{ endpoint, method, path, children, bodyIds, queryIds },
    hasCursor: hasField(endpoint.query, 'cursor'),
    isTenant: isInside || params.length + bodyIds.length + queryIds.length > 0,
  };
}
