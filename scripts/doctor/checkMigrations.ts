import type { Migrator } from '../../src/core/infrastructure/database/Migrator';
import { fault, ok, type Finding } from './Finding';

const CHECK = 'migrations';

export async function checkMigrations(migrator: Migrator): Promise<Finding> {
  const { executed, pending } = await migrator.status();
  if (pending.length === 0) return ok(CHECK, `All ${executed.length} are done.`);
  return fault(CHECK, `${pending.length} are pending, from ${pending[0]} on.`, 'npm run migrate -- up');
}
