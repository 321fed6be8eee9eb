import type { Request, RequestHandler } from 'express';
import Joi from 'joi';
import type { AccessPolicy } from '../application/AccessPolicy';
import type { Authenticator, Claim } from '../application/Authenticator';
import type { Caller, Tenancy } from '../application/Caller';
import type { IdempotentCalls } from '../application/IdempotentCalls';
import type { RequestContext } from '../application/RequestContext';
import type { Tenancies } from '../application/Tenancies';
import { DomainError } from '../domain/DomainError';
import { asId, isUuid, type WorkspaceId } from '../domain/ids';
import type { Resolve } from '../application/Injectable';
import { bodyReader } from './bodyReader';
import type { AnyEndpoint, Call } from './endpoint';
import { sendAnswer } from './envelope';
import { idempotencyKeyOf, keyedCall } from './idempotencyKey';
import { ifMatch } from './ifMatch';
import type { CountCall } from './limits';
import { notFound, tokenMissing } from './refusals';
import { sendFile } from './sendFile';
import type { UploadPlaces } from './UploadPlaces';
import { validator } from './validate';

const NO_QUERY = Joi.object<object>({});

/** What stands between the network and a handler. */
export interface Gate {
  readonly authenticator: Authenticator;
  readonly tenancies: Tenancies;
  readonly policy: AccessPolicy;
  readonly count: CountCall;
  readonly context: RequestContext;
  readonly idempotent: IdempotentCalls;
  readonly uploads: UploadPlaces;
  /** @throws DomainError ORIGIN_REFUSED for a write by a page of a foreign origin. */
  readonly refuseForeignWrite: (request: Request) => void;
}

/** Runs one endpoint: refusals come in the order 429, 401, 404 for the workspace, 403, 404 for any other id, 400. */
export function serve(endpoint: AnyEndpoint, gate: Gate, resolve: Resolve): RequestHandler {
  const { access, limit = 'general' } = endpoint;
  const bodyOf = bodyReader(endpoint, gate.uploads);
  const queryOf = queryReader(endpoint);
  const use = provide(endpoint, resolve);
  return async (request, response) => {
    const claim = readClaim(request, gate.authenticator);
    const claimant = claim instanceof DomainError ? null : claim.userId;
    await gate.count(limit, access.kind === 'anyone' ? null : claimant, request, response);
    const caller = await identify(endpoint, claim, gate);
    const tenancy = caller && (await enter(endpoint, caller, request, gate));
    const facts = gate.context.current();
    if (facts) facts.workspaceId = tenancy?.workspaceId;
    gate.refuseForeignWrite(request);
    if (caller) gate.policy.demand(access, caller, tenancy);
    if (!Object.values(request.params).every(isUuid)) throw notFound();
    const key = idempotencyKeyOf(endpoint, request);
    const body = await bodyOf(request, response, claimant ?? '');
    const query = queryOf(request);
    const call: Call<unknown, unknown, unknown, string> = {
      ...{ caller, tenancy },
      params: request.params,
      body,
      query,
      ifVersion: ifMatch(request),
      request,
    };
    const act = async () => endpoint.handle(call as never, use);
    const reply = await (caller && key !== null
      ? gate.idempotent.once(keyedCall(endpoint, request, { caller, tenancy, key }), act)
      : act());
    if ('pieces' in reply) await sendFile(response, reply);
    else sendAnswer(response, reply);
  };
}

function readClaim(request: Request, authenticator: Authenticator): Claim | DomainError {
  const { authorization } = request.headers;
  if (authorization === undefined) return tokenMissing();
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  try {
    return authenticator.read(token ?? '');
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

async function identify(
  { access }: AnyEndpoint,
  claim: Claim | DomainError,
  gate: Gate,
): Promise<Caller | null> {
  if (access.kind === 'anyone' || access.kind === 'refresh-token') return null;
  if (claim instanceof DomainError) throw claim;
  const caller = await gate.authenticator.authenticate(claim);
  const facts = gate.context.current();
  if (facts) facts.userId = caller.userId;
  return caller;
}

/** The workspace a call is made in: the path's, else the header's, else the token's. */
async function enter(
  { access }: AnyEndpoint,
  caller: Caller,
  request: Request,
  gate: Gate,
): Promise<Tenancy | null> {
  const inPath = request.params.workspaceId as string | undefined;
  const inHeader = request.get('x-workspace-id');
  if (inPath !== undefined && inHeader !== undefined && inPath.toLowerCase() !== inHeader.toLowerCase()) {
    throw new DomainError(
      'invalid',
      'WORKSPACE_CONFLICT',
      'The path and X-Workspace-Id name different workspaces.',
    );
  }
  const named = inPath ?? inHeader;
  const isInside = access.kind === 'member' || access.kind === 'permission';
  const isNeeded = isInside && !(access.orPlatform && caller.isSuperAdmin);
  const id = named ?? caller.tokenWorkspaceId;
  if (id === null || !isUuid(id)) {
    if (isNeeded || named !== undefined) throw notFound();
    return null;
  }
  const workspaceId: WorkspaceId = asId<'workspace'>(id.toLowerCase());
  const tenancy =
    isNeeded && caller.isSuperAdmin
      ? await gate.tenancies.ofSuperAdmin(workspaceId)
      : await gate.tenancies.find(caller.userId, workspaceId);
  if (!tenancy && (isNeeded || (named !== undefined && !caller.isSuperAdmin))) throw notFound();
  return tenancy;
}

/** Whatever a query names that its endpoint does not is refused, also where the endpoint takes none. */
function queryReader({ query = NO_QUERY }: AnyEndpoint): (request: Request) => unknown {
  const check = validator(query, 'query');
  let ofNone: unknown;
  return (request) => {
    if (request.originalUrl.includes('?')) return check(request.query);
    return (ofNone ??= Object.freeze(check({})));
  };
}

function provide(endpoint: AnyEndpoint, resolve: Resolve): never {
  return Object.fromEntries(
    Object.entries(endpoint.uses).map(([name, key]) => [name, resolve(key)]),
  ) as never;
}
