import { escapeIdentifier, type Pool } from 'pg';
import type { Table } from './catalogue';

/** Switches row-level security off, to see what it keeps apart. @returns what switches it on again. */
export async function wallDown(admin: Pool, tables: readonly Table[]): Promise<() => Promise<void>> {
  const all = async (verb: 'DISABLE' | 'ENABLE'): Promise<void> => {
    // One at a time: several locks at once would meet those of the running application the other way round.
    for (const { name } of tables.filter(({ isWalled }) => isWalled))
      await admin.query(`ALTER TABLE ${escapeIdentifier(name)} ${verb} ROW LEVEL SECURITY`);
  };
  await all('DISABLE');
  return () => all('ENABLE');
}
