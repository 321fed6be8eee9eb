import { randomUUID } from 'node:crypto';
import type { AnyEndpoint } from '../../../src/core/kit';
import { methodsOf, pathsOf } from '../../../src/core/presentation/endpoint';
import { modules } from '../../../src/modules';
import { sampleInput } from '../../../scripts/prove/sampleInput';
import { anEmail, PASSWORD } from '../app/people';
import type { CrashScene } from './CrashScene';
import type { PathCall, WritePath } from './WritePath';

/** @returns the answer's status and code; null when there was none, or not all of it. */
export type Act = () => Promise<string | null>;

export function endpointName(endpoint: AnyEndpoint): string {
  return `${methodsOf(endpoint)[0]?.toUpperCase()} ${pathsOf(endpoint)[0]}`;
}

const endpoints: ReadonlyMap<string, AnyEndpoint> = new Map(
  modules
    .flatMap((module): readonly AnyEndpoint[] => module.endpoints)
    .map((endpoint) => [endpointName(endpoint), endpoint]),
);

/** Arranges the path, and says what then happens: the very same each time it is done. */
export async function actOf(path: WritePath, app: CrashScene): Promise<Act> {
  const arranged = await path.arrange(app);
  if (typeof arranged === 'function') return () => arranged().catch(() => null);
  const endpoint = endpoints.get(path.on);
  if (!endpoint) throw new Error(`No module has ${path.on}`);
  return callOf(endpoint, arranged, app);
}

function callOf(
  endpoint: AnyEndpoint,
  { by, at = {}, query = '', file, inside, ...call }: PathCall,
  app: CrashScene,
): Act {
  const [method = 'get'] = methodsOf(endpoint);
  const [pattern = ''] = pathsOf(endpoint);
  const path = pattern.replace(/:(\w+)/g, (_param, name: string) => at[name] ?? '') + query;
  const body = bodyOf(endpoint, call);
  const headers = {
    ...(endpoint.takesIdempotencyKey && { 'Idempotency-Key': randomUUID() }),
    ...(inside !== undefined && { 'X-Workspace-Id': inside }),
  };
  return async () => {
    const test = app.call(method, path, body, { headers, ...(by && { token: by.accessToken }) });
    try {
      const { status, body: answer } = await (file ? test.attach('avatar', file, 'me.png') : test);
      const { code = '' } = (answer ?? {}) as { code?: string };
      return `${status} ${code}`.trim();
    } catch {
      return null;
    }
  };
}

function bodyOf({ body }: AnyEndpoint, { with: given = {} }: PathCall): object | undefined {
  if (!body) return undefined;
  const known = {
    ...{ anyId: randomUUID(), anyText: 'Some text', email: anEmail('new') },
    ...{ password: PASSWORD, currentPassword: PASSWORD, newPassword: `${PASSWORD} anew` },
    ...given,
  };
  return sampleInput(body, known, Object.keys(given));
}
