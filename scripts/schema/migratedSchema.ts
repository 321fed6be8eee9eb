import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/core/infrastructure/database/embedded/startEmbeddedPostgres';
import { Migrator } from '../../src/core/infrastructure/database/Migrator';
import { readSchema, type Schema } from './readSchema';

const LOGIN = { name: 'portico', password: 'portico' };

/** The schema that the migrations in `folder` make of an empty database, on an embedded PostgreSQL of its own. */
export async function migratedSchema(folder: string): Promise<Schema> {
  const dataDir = await mkdtemp(join(tmpdir(), 'portico-schema-'));
  await chmod(dataDir, 0o711);
  try {
    const server = await startEmbeddedPostgres({ dataDir, database: 'portico', settings: { fsync: 'off' } });
    try {
      await new Migrator({ url: server.url, ssl: false, folder, login: LOGIN }).up();
      return await readSchema(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
