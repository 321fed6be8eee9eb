import { escapeIdentifier, type Pool } from 'pg';
import type { Table } from './catalogue';

/** Switches row-level security off, to see what it keeps apart. @returns what switches it on again. */
export async function wallDown(admin: Pool, tables: readonly Table[]): Promise<() => Promise<void>> {
  const all = async (verb: 'DISABLE' | 'ENABLE'): Promise<void> => {
    const walled = tables.filter(({ isWalled }) => isWalled);
    const statements = walled.map(
      ({ name }) => `ALTER TABLE ${escapeIdentifier(name)} ${verb} ROW LEVEL SECURITY`,
    );
    await admin.query(statements.join(';'));
  };
  await all('DISABLE');
  return () => all('ENABLE');
}
