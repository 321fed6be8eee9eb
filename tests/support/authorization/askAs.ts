import { randomUUID } from 'node:crypto';
import type { TestApp } from '../app/TestApp';
import type { Cast, Character } from './cast';
import type { Route } from './routes';

const PASSED_THE_GATE = new Set(['VALIDATION_ERROR', 'UNSUPPORTED_MEDIA_TYPE']);

/**
 * What a route answers somebody: `ok`, or the status of the refusal. The call carries a query that no route takes:
 * whoever passes is refused right behind the gate, so nothing happens and every route can be asked by everybody.
 */
export async function askAs(app: TestApp, cast: Cast, who: Character, route: Route): Promise<string> {
  const { method, path, access } = route;
  const url = path.replace(':workspaceId', cast.workspaceId).replace(/:\w+/g, () => randomUUID());
  const isInside = access.kind === 'member' || access.kind === 'permission';
  const headers =
    isInside && !path.includes(':workspaceId') ? { 'X-Workspace-Id': cast.workspaceId } : undefined;
  const answer = await app.call(method, `${url}?nobody-takes-this=1`, undefined, {
    token: cast.tokens[who],
    headers,
  });
  const { code, details } = answer.body as { code: string; details?: { path: string; message: string }[] };
  if (PASSED_THE_GATE.has(code)) return 'ok';
  const needed = details?.find((detail) => detail.path === 'permission')?.message;
  if (needed !== undefined && access.kind === 'permission' && needed !== access.permission) {
    return `${answer.status} for want of ${needed}`;
  }
  return String(answer.status);
}
