import path from 'node:path';
import { Migrator } from '../../../src/core/infrastructure/database/Migrator';
import { query } from './query';

export const TEMPLATE = 'portico_template';
/** The application's login in tests: as little able as in production. */
export const LOGIN = { name: 'portico_test', password: 'portico_test' };

/** A database with the whole schema, to be cloned by each suite. */
export async function makeMigratedTemplate(adminUrl: string): Promise<void> {
  await query(adminUrl, `CREATE DATABASE ${TEMPLATE}`);
  const url = new URL(adminUrl);
  url.pathname = `/${TEMPLATE}`;
  const folder = path.resolve(__dirname, '../../../migrations');
  await new Migrator({ url: url.href, ssl: false, folder, login: LOGIN }).up();
}
