import { escapeIdentifier, type Pool } from 'pg';
import { scopeSettings } from '../../src/core/infrastructure/database/scopeSettings';
import { stateOf } from './belongings';
import type { DefinerFunction, Table } from './catalogue';
import { note, type Line } from './Line';
import { scopesOf } from './proveTables';
import { factsOf, type Side } from './Side';

/** Calls a function that looks past the wall by itself with all that it could be tempted with. */
export async function proveFunction(
  admin: Pool,
  fn: DefinerFunction,
  tables: readonly Table[],
  [mine, theirs]: readonly [Side, Side],
  line: Line,
): Promise<void> {
  const before = await stateOf(admin, tables, theirs, mine);
  const inside = await answersOf(admin, fn, theirs, theirs);
  if (!inside.some((text) => factsOf(theirs).some((fact) => text.includes(fact)))) {
    line.faults.push(
      `it answers nothing of ${theirs.name} to ${theirs.name} itself, so a refusal proves nothing`,
    );
  }
  for (const text of await answersOf(admin, fn, mine, theirs)) {
    note(line, 'call');
    const facts = factsOf(theirs).filter((fact) => text.includes(fact));
    if (facts.length > 0)
      line.leaks.push(`${facts.length} facts of ${theirs.name} are answered to ${mine.name}`);
  }
  const after = await stateOf(admin, tables, theirs, mine);
  if ([...after].some(([name, state]) => before.get(name) !== state))
    line.leaks.push(`rows of ${theirs.name} changed`);
}

/** What it answers to callers of one side, for arguments that aim at another. */
async function answersOf(admin: Pool, fn: DefinerFunction, callers: Side, aim: Side): Promise<string[]> {
  const answers: string[] = [];
  for (const scope of scopesOf(callers)) {
    for (const id of [null, '00000000-0000-0000-0000-000000000000', aim.workspaceId, aim.owner.id]) {
      const values = fn.types.map((type) => argumentOf(type, aim, id));
      answers.push(await call(admin, fn, scopeSettings(scope), values));
    }
  }
  return answers;
}

function argumentOf(type: string, { mark }: Side, id: string | null): unknown {
  if (type === 'uuid') return id;
  if (type === 'text' || type === 'varchar') return mark;
  if (type.startsWith('int')) return 100;
  return null;
}

async function call(
  admin: Pool,
  { name, types }: DefinerFunction,
  settings: string,
  values: unknown[],
): Promise<string> {
  const places = types.map((type, at) => `$${at + 1}::${type}`);
  const client = await admin.connect();
  try {
    await client.query(`BEGIN; ${settings}`);
    const { rows } = await client.query(`SELECT * FROM ${escapeIdentifier(name)}(${places.join()})`, values);
    return JSON.stringify(rows);
  } catch {
    return '';
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
