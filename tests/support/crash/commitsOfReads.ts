import type { AnyEndpoint } from '../../../src/core/kit';
import { methodsOf, pathsOf } from '../../../src/core/presentation/endpoint';
import { choices } from '../../../scripts/prove/sampleInput';
import { modules } from '../../../src/modules';
import { endpointName } from './actOf';
import { isAfterwards } from './afterwards';
import type { CrashScene } from './CrashScene';

export const reads: readonly AnyEndpoint[] = modules
  .flatMap((module): readonly AnyEndpoint[] => module.endpoints)
  .filter((endpoint) => methodsOf(endpoint).includes('get'));

/**
 * Reads that write → what their COMMITs wrote; each is made in every form that its query lets one choose. A refusal is
 * none.
 */
export async function commitsOfReads(
  app: CrashScene,
  { accessToken: token }: { readonly accessToken: string },
  at: Readonly<Record<string, string>>,
): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const headers = { 'X-Workspace-Id': at.workspaceId ?? '' };
  for (const endpoint of reads) {
    for (const search of searchesOf(endpoint)) {
      app.proxy.passed();
      const { status } = await app.get(pathTo(endpoint, at) + search, { token, headers });
      const wrote = app.proxy.passed().map((point) => point.wrote);
      const own = wrote.filter((one) => !isAfterwards(one));
      if (own.length > 0 && status !== 403) found.set(endpointName(endpoint), own);
    }
  }
  return found;
}

function searchesOf({ query }: AnyEndpoint): string[] {
  const forms = [...choices(query)].flatMap(([key, values]) =>
    values.map((value) => `?${key}=${String(value)}`),
  );
  return ['', ...forms];
}

function pathTo(endpoint: AnyEndpoint, at: Readonly<Record<string, string>>): string {
  return (pathsOf(endpoint)[0] ?? '').replace(/:(\w+)/g, (_param, name: string) => at[name] ?? '');
}
