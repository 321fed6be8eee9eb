import { randomUUID } from 'node:crypto';
import type { Schema } from 'joi';
import { childrenOf, mixedChildren } from './childrenOf';
import type { Call } from './RunningApp';
import type { Route } from './Route';
import { choices, hasField, sampleInput, withId, type Input, type Known, type Path } from './sampleInput';
import { PASSWORD } from './seedSides';
import type { Person, Side } from './Side';

/** Who calls, with what they know. */
export interface Actor {
  readonly side: Side;
  readonly person: Person;
}

/** A call that reaches for the other side, and the same call with an id that nothing has. */
export interface Attempt {
  readonly how: string;
  readonly call: Call;
  readonly twin: Call | null;
  /** What the caller says anyway. */
  readonly said: readonly string[];
}

interface Parts {
  readonly workspaceId: string;
  /** For every parameter of the path but the workspace; `id/id`: one for each. */
  readonly child: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly query?: Input;
}

const WAYS_IN = 3;
/** A super admin may see the other side, so none is made of those who must not. */
const NOT_PROMOTED = null;

/** Every way to name something of `theirs` in a call of that route by somebody of the other side. */
export function crossings(route: Route, actor: Actor, theirs: Side, cursors: readonly string[]): Attempt[] {
  return [
    ...byPath(route, actor, theirs),
    ...byHeader(route, actor, theirs),
    ...byInput(route, actor, theirs, 'body', route.bodyIds),
    ...byInput(route, actor, theirs, 'query', route.queryIds),
    ...(route.hasCursor ? byCursor(route, actor, cursors) : []),
  ];
}

/** Calls that name nothing foreign: in every form that the query lets one choose. */
export function ownCalls(route: Route, actor: Actor, wanted: Known = {}): Call[] {
  const { workspaceId } = actor.side;
  const children = childrenOf(route, actor.side);
  const forms: Input[] = [...choices(route.endpoint.query)].flatMap(([key, values]) =>
    values.map((value) => ({ [key]: value })),
  );
  return children.flatMap((child) =>
    [{}, ...forms].flatMap((query) =>
      ownInputs(route, actor).map((known) =>
        callOf(route, actor, {
          workspaceId,
          child,
          query,
          body: bodyOf(route, actor, { ...known, ...wanted }),
        }),
      ),
    ),
  );
}

/** With each address, each choice, and each secret that was mailed, that the body could take. */
function ownInputs(route: Route, actor: Actor): Known[] {
  const tokens = takesToken(route)
    ? actor.side.tokens.map((token) => ({ token, invitationToken: token }))
    : [{}];
  const forms = [...choices(route.endpoint.body)].flatMap(([key, values]) =>
    values.map((value) => ({ [key]: value })),
  );
  return emailsFor(route, actor).flatMap((email) =>
    [{}, ...forms].flatMap((form) =>
      tokens.map((token) => ({ ...token, ...form, email: email ?? freshEmail(actor.side) })),
    ),
  );
}

/** What shows who is calling where the gate does not ask. */
function credentialsIn(schema: Schema): string[] {
  return ['refreshToken'].filter((name) => hasField(schema, name));
}

export function takesToken({ endpoint: { body } }: Route): boolean {
  return ['token', 'invitationToken'].some((name) => hasField(body, name));
}

function bodyOf({ endpoint: { body } }: Route, actor: Actor, known: Known): unknown {
  return body && sampleInput(body, knownTo(actor, known), credentialsIn(body));
}

function byPath(route: Route, actor: Actor, theirs: Side): Attempt[] {
  const { side } = actor;
  const random = randomUUID();
  const inPath = route.path.includes(':workspaceId');
  const attempt = (workspaceId: string, child: string, twin: Call): Attempt => ({
    how: 'path',
    call: callOf(route, actor, { workspaceId, child }),
    twin,
    said: [workspaceId, ...child.split('/')],
  });
  const own = side.workspaceId;
  const there = theirs.workspaceId;
  const lost = callOf(route, actor, { workspaceId: random, child: random });
  if (route.children.length === 0) return inPath ? [attempt(there, '', lost)] : [];
  const missed = callOf(route, actor, { workspaceId: own, child: random });
  return [
    ...[...childrenOf(route, theirs), ...mixedChildren(route, side, theirs)].map((child) =>
      attempt(own, child, missed),
    ),
    ...(inPath ? childrenOf(route, theirs).slice(0, WAYS_IN) : []).map((child) =>
      attempt(there, child, lost),
    ),
  ];
}

/** Only where the gate asks who is calling does it look at the header. */
function byHeader(route: Route, actor: Actor, theirs: Side): Attempt[] {
  if (['anyone', 'refresh-token'].includes(route.endpoint.access.kind)) return [];
  const { workspaceId } = actor.side;
  return childrenOf(route, theirs)
    .slice(0, WAYS_IN)
    .map((child) => {
      const inWorkspace = (id: string): Call =>
        callOf(route, actor, { workspaceId, child, headers: { 'X-Workspace-Id': id } });
      return {
        how: 'header',
        call: inWorkspace(theirs.workspaceId),
        twin: inWorkspace(randomUUID()),
        said: [theirs.workspaceId, ...child.split('/')],
      };
    });
}

function byInput(
  route: Route,
  actor: Actor,
  theirs: Side,
  place: 'body' | 'query',
  paths: readonly Path[],
): Attempt[] {
  const schema = route.endpoint[place];
  if (!schema) return [];
  const { workspaceId } = actor.side;
  const children = childrenOf(route, actor.side);
  const random = randomUUID();
  return paths.flatMap((path) =>
    emailsFor(route, actor).flatMap((email) => {
      const ids = email === actor.person.email ? theirs.probes : theirs.probes.slice(0, WAYS_IN);
      const named = (id: string, child: string): Call => {
        const known = { email: email ?? freshEmail(actor.side) };
        const wanted = [...path.slice(0, 1), ...credentialsIn(schema)];
        const input = sampleInput(schema, knownTo(actor, known), wanted);
        return callOf(route, actor, { workspaceId, child, [place]: withId(input, path, id) });
      };
      return children.flatMap((child) => {
        const twin = named(random, child);
        return (hasField(schema, 'email') ? ids : theirs.probes).map((id) => ({
          how: place,
          call: named(id, child),
          twin,
          said: [id],
        }));
      });
    }),
  );
}

function byCursor(route: Route, actor: Actor, cursors: readonly string[]): Attempt[] {
  const { workspaceId, probes } = actor.side;
  return cursors.map((cursor) => ({
    how: 'cursor',
    call: callOf(route, actor, { workspaceId, child: probes[0] ?? '', query: { cursor } }),
    twin: null,
    said: [Buffer.from(cursor, 'base64url').toString()],
  }));
}

export function callOf(
  route: Route,
  actor: Actor,
  { workspaceId, child, headers = {}, body, query = {} }: Parts,
  more: Known = {},
): Call {
  const { endpoint, method, path } = route;
  const known = knownTo(actor, more);
  const asked = endpoint.query ? { ...sampleInput(endpoint.query, known), ...query } : query;
  const ids = child.split('/');
  const target = path.replace(/:(\w+)/g, (_param, name: string) =>
    name === 'workspaceId' ? workspaceId : (ids[route.children.indexOf(name)] ?? child),
  );
  const search = new URLSearchParams(
    Object.entries(asked).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
  return {
    method,
    path: search === '' ? target : `${target}?${search}`,
    token: actor.person.accessToken,
    headers:
      isInside(route) && !path.includes(':workspaceId')
        ? { 'X-Workspace-Id': actor.side.workspaceId, ...headers }
        : headers,
    body: endpoint.body && (body ?? sampleInput(endpoint.body, known, credentialsIn(endpoint.body))),
  };
}

function isInside({ endpoint: { access } }: Route): boolean {
  return ['member', 'permission', 'role'].includes(access.kind);
}

/** Where a password goes with an address, it may be the caller's own or (null) that of somebody new. */
function emailsFor({ endpoint: { body } }: Route, { person }: Actor): (string | null)[] {
  return hasField(body, 'email') && hasField(body, 'password') ? [person.email, null] : [null];
}

function knownTo({ side, person }: Actor, more: Known): Known {
  return {
    anyId: randomUUID(),
    anyText: `${side.mark} text`,
    email: freshEmail(side),
    slug: `${side.mark}-${randomUUID().slice(0, 8)}`,
    q: side.mark,
    password: PASSWORD,
    currentPassword: PASSWORD,
    newPassword: PASSWORD,
    refreshToken: person.refreshToken,
    token: side.tokens[0] ?? randomUUID(),
    invitationToken: side.tokens[0] ?? randomUUID(),
    platformRole: NOT_PROMOTED,
    ...more,
  };
}

function freshEmail({ mark }: Side): string {
  return `new.${randomUUID().slice(0, 8)}@${mark}.example`;
}
