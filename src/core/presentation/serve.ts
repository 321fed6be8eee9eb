import type { Request, RequestHandler } from 'express';
import Joi from 'joi';
import type { Authenticator } from '../application/Authenticator';
import type { IdempotentCalls } from '../application/IdempotentCalls';
import { isUuid } from '../domain/ids';
import type { Resolve } from '../application/Injectable';
import { bodyReader } from './bodyReader';
import type { AnyEndpoint } from './endpoint';
import { sendAnswer } from './envelope';
import { claimantOf } from './guards/authenticate';
import { entryOf, type Guards } from './guards/guards';
import { idempotencyKeyOf, keyedCall } from './idempotencyKey';
import { ifMatch } from './ifMatch';
import type { CountCall } from './limits';
import type { PlatformTrail } from './platformTrail';
import { notFound } from './refusals';
import { sendFile } from './sendFile';
import type { UploadPlaces } from './UploadPlaces';
import { validator } from './validate';

const NO_QUERY = Joi.object<object>({});

/** What stands between the network and a handler. */
export interface Gate {
  readonly authenticator: Authenticator;
  readonly guards: Guards;
  readonly count: CountCall;
  readonly idempotent: IdempotentCalls;
  readonly platformTrail: PlatformTrail;
  readonly uploads: UploadPlaces;
  /** @throws DomainError ORIGIN_REFUSED for a write by a page of a foreign origin. */
  readonly refuseForeignWrite: (request: Request) => void;
}

/** Runs one endpoint: refusals come in the order 429, 401, 404 for the workspace, 403, 404 for any other id, 400. */
export function serve(endpoint: AnyEndpoint, gate: Gate, resolve: Resolve): RequestHandler {
  const { access, limit = 'general' } = endpoint;
  const entry = entryOf(access, gate.guards);
  const isPersonal = entry.length > 0;
  const demand = gate.guards.demand(access);
  const bodyOf = bodyReader(endpoint, gate.uploads);
  const queryOf = queryReader(endpoint);
  const use = provide(endpoint, resolve);
  return async (request, response) => {
    const claimant = access.kind === 'anyone' ? null : claimantOf(request, gate.authenticator);
    await gate.count(limit, claimant, request, response);
    for (const guard of entry) {
      const passing = guard(request);
      if (passing) await passing;
    }
    gate.refuseForeignWrite(request);
    if (isPersonal) demand(request);
    const { caller = null, tenancy = null } = request;
    if (!Object.values(request.params).every(isUuid)) throw notFound();
    const key = idempotencyKeyOf(endpoint, request);
    const body = bodyOf && (await bodyOf(request, response, claimant ?? ''));
    const query = queryOf(request);
    if (caller?.isSuperAdmin) await gate.platformTrail(request, access, caller);
    const ifVersion = ifMatch(request);
    const call = { caller, tenancy, params: request.params, body, query, ifVersion, request };
    const act = () => endpoint.handle(call as never, use);
    const reply = await (caller && key !== null
      ? gate.idempotent.once(keyedCall(endpoint, request, { caller, tenancy, key }), async () => act())
      : act());
    if ('pieces' in reply) await sendFile(response, reply);
    else sendAnswer(response, reply);
  };
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
