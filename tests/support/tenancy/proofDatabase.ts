import type { ProofDatabase } from '../../../scripts/prove/RunningApp';
import { createDatabase, dropDatabase } from '../postgres/databases';
import { LOGIN, TEMPLATE } from '../postgres/migratedTemplate';
import { query } from '../postgres/query';

/** A database of the test server for the proof of tenancy. @param schema what a later developer adds to it */
export async function proofDatabase(schema = 'SELECT 1'): Promise<ProofDatabase> {
  const { name, url: ownerUrl } = await createDatabase(TEMPLATE);
  await query(ownerUrl, schema);
  const login = new URL(ownerUrl);
  login.username = LOGIN.name;
  login.password = LOGIN.password;
  return { ownerUrl, url: login.href, drop: () => dropDatabase(name) };
}
