import type { Access } from '../../application/Access';
import type { AnyEndpoint, Method } from '../endpoint';
import { errorCatalogue, type ErrorCode, type ErrorEntry } from '../errorCatalogue';

const BAD_BEARER: readonly ErrorCode[] = ['TOKEN_INVALID', 'TOKEN_EXPIRED', 'SESSION_ENDED'];
const NO_BEARER: readonly ErrorCode[] = ['TOKEN_MISSING', ...BAD_BEARER];

const BY_ACCESS: Readonly<Record<Access['kind'], readonly ErrorCode[]>> = {
  anyone: [],
  'refresh-token': ['TOKEN_MISSING'],
  'signed-in': [...NO_BEARER, 'NOT_FOUND'],
  member: [...NO_BEARER, 'NOT_FOUND', 'WORKSPACE_SUSPENDED'],
  permission: [...NO_BEARER, 'NOT_FOUND', 'FORBIDDEN', 'WORKSPACE_SUSPENDED'],
  role: [...NO_BEARER, 'NOT_FOUND', 'FORBIDDEN', 'WORKSPACE_SUSPENDED'],
  'super-admin': [...NO_BEARER, 'NOT_FOUND', 'FORBIDDEN'],
};

const byWorkspace: ReadonlySet<Access['kind']> = new Set(['member', 'permission', 'role']);

/** Whatever a query names that its endpoint does not is a fault, so none is without `VALIDATION_ERROR`. */
const ALWAYS: readonly ErrorCode[] = [
  'VALIDATION_ERROR',
  'RATE_LIMITED',
  'DATABASE_UNAVAILABLE',
  'SHUTTING_DOWN',
];
const WITH_KEY: readonly ErrorCode[] = ['IDEMPOTENCY_KEY_IN_USE', 'IDEMPOTENCY_KEY_REUSED'];
const WITH_BODY: readonly ErrorCode[] = ['MALFORMED_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
const WITH_UPLOAD: readonly ErrorCode[] = [
  'MALFORMED_MULTIPART',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'UPLOADS_BUSY',
];

/** The codes a call can be refused with, by status: those every endpoint of its kind has, and its own. */
export function refusalCodes(endpoint: AnyEndpoint, method: Method, path: string): Map<number, string[]> {
  const { access, body, upload, refusals = [] } = endpoint;
  const brought: ErrorCode[] = [...BY_ACCESS[access.kind], ...ALWAYS];
  if (byWorkspace.has(access.kind) && !access.withoutMfa) brought.push('MFA_SETUP_REQUIRED');
  if (access.kind === 'anyone' && access.orSignedIn) brought.push(...BAD_BEARER);
  if (access.verified) brought.push('EMAIL_NOT_VERIFIED');
  if (body) brought.push(...WITH_BODY);
  if (endpoint.takesIdempotencyKey) brought.push(...WITH_KEY);
  if (upload) brought.push(...WITH_UPLOAD);
  if (method !== 'get' && access.kind === 'refresh-token') brought.push('CSRF_INVALID');
  if (method !== 'get') brought.push('ORIGIN_REFUSED');
  if (path.includes('/:')) brought.push('NOT_FOUND');
  if (path.includes('/:workspaceId') && access.kind !== 'anyone') brought.push('WORKSPACE_CONFLICT');

  const byStatus = new Map<number, Set<string>>();
  const add = (status: number, code: string) =>
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  for (const code of brought) add(errorCatalogue[code].status, code);
  for (const code of refusals) add(ownStatusOf(code), code);
  return new Map(
    [...byStatus].sort(([one], [other]) => one - other).map(([status, codes]) => [status, [...codes]]),
  );
}

function ownStatusOf(code: string): number {
  const entry: ErrorEntry | undefined = errorCatalogue[code as ErrorCode];
  if (entry === undefined) throw new Error(`"${code}" is not in the error catalogue`);
  return entry.ownStatus ?? entry.status;
}
