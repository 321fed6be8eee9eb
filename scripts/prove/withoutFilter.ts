import { Client } from 'pg';
import { WALLED_ROLE } from '../../src/core/infrastructure/database/scopeSettings';

/** A comparison of the workspace with a value, as a condition and not as an assignment. */
const CONDITION =
  /(?<=\b(?:WHERE|AND|OR|ON|NOT)\s+\(*)(?:"?\w+"?\.)?"?workspace_id"?\s*=\s*(?:ANY\s*\(\s*)?(?:\$(\d+)(::uuid(?:\[\])?)?|'[0-9a-f-]{36}')\)?/gi;
/** In a statement on the workspaces themselves their own id is the workspace. */
const OWN_ID = /(?<=\b(?:WHERE|AND)\s+\(*)(?:"?\w+"?\.)?"?id"?\s*=\s*(?:\$(\d+)(::uuid)?|'[0-9a-f-]{36}')/gi;
const ON_WORKSPACES = /\b(?:FROM|UPDATE)\s+"?workspaces"?\b/i;

export interface Mutant {
  /** Account → the workspace they are in; to be filled once it is known. */
  readonly homes: Map<string, string>;
  /** Statement → how many conditions it lost. */
  readonly removed: Map<string, number>;
  /** Statements with such a condition under the system role, behind which no wall stands: they keep it. */
  readonly kept: Set<string>;
  readonly restore: () => void;
}

/**
 * Puts the application on a connection that forgets its tenant filter: every condition on a workspace is gone
 * from every statement of the walled role, that of the gate's own look-up included. The scope of a transaction
 * stays what it is for an honest caller: the workspace they are in, not the one that a request names.
 */
export function withoutFilter(): Mutant {
  const homes = new Map<string, string>();
  const removed = new Map<string, number>();
  const kept = new Set<string>();
  const roles = new WeakMap<Client, Roles>();
  const original = Object.getOwnPropertyDescriptor(Client.prototype, 'query') as PropertyDescriptor;
  const query = original.value as (this: Client, ...args: unknown[]) => unknown;

  function rewritten(client: Client, text: string): string {
    const known = roles.get(client) ?? new Roles();
    roles.set(client, known);
    const isWalled = known.after(text) === WALLED_ROLE;
    const bare = withoutConditions(text);
    if (bare.conditions > 0) {
      if (isWalled) removed.set(nameOf(text), bare.conditions);
      else kept.add(nameOf(text));
    }
    return isWalled ? atHome(bare.text, homes) : text;
  }

  Client.prototype.query = function queryWithoutFilter(this: Client, first: unknown, ...rest: unknown[]) {
    if (typeof first === 'string') return query.call(this, rewritten(this, first), ...rest);
    const config = first as { text?: unknown };
    if (typeof config.text !== 'string') return query.call(this, first, ...rest);
    return query.call(this, { ...config, text: rewritten(this, config.text) }, ...rest);
  } as never;
  return { homes, removed, kept, restore: () => Object.defineProperty(Client.prototype, 'query', original) };
}

/** @returns the statement without its conditions on the workspace; its parameters stay named, as PREPARE demands. */
export function withoutConditions(text: string): { text: string; conditions: number } {
  let conditions = 0;
  const drop = (_whole: string, place?: string, type = '::uuid'): string => {
    conditions += 1;
    return place === undefined ? 'true' : `($${place}${type} IS NULL OR $${place}${type} IS NOT NULL)`;
  };
  const bare = text.replace(CONDITION, drop);
  return { text: ON_WORKSPACES.test(bare) ? bare.replace(OWN_ID, drop) : bare, conditions };
}

/** Which role a connection has taken on: for good, or until its transaction ends. */
class Roles {
  private lasting: string | undefined;
  private local: string | undefined;

  /** @returns the role in which the statement runs. */
  after(text: string): string | undefined {
    if (/^\s*(?:COMMIT|ROLLBACK|START TRANSACTION|BEGIN)/i.test(text)) this.local = undefined;
    this.lasting = /\bSET ROLE (\w+)/i.exec(text)?.[1] ?? this.lasting;
    this.local = /\bSET LOCAL ROLE (\w+)/i.exec(text)?.[1] ?? this.local;
    return this.local ?? this.lasting;
  }
}

function atHome(text: string, homes: ReadonlyMap<string, string>): string {
  const home = homes.get(/app\.user_id='([^']*)'/.exec(text)?.[1] ?? '');
  return home === undefined ? text : text.replace(/app\.workspace_id='[^']+'/, `app.workspace_id='${home}'`);
}

function nameOf(text: string): string {
  return /PREPARE "([^"]+)"/.exec(text)?.[1] ?? text.replace(/\s+/g, ' ').replace(/'[^']*'/g, '?');
}
