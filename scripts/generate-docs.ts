import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { variablesAsEnvFile } from '../src/core/config/variablesAsEnvFile';
import { variablesAsMarkdown } from '../src/core/config/variablesAsMarkdown';
import { errorsAsMarkdown } from '../src/core/presentation/docs/errorsAsMarkdown';
import { eventsAsMarkdown } from './events/eventsAsMarkdown';
import { permissionsAsMarkdown } from './permissions/permissionsAsMarkdown';
import { retentionAsMarkdown } from './retention/retentionAsMarkdown';
import { migratedSchema } from './schema/migratedSchema';
import { schemaAsMarkdown } from './schema/schemaAsMarkdown';

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: () => string | Promise<string>;
}

/** Files that are derived from the code; a test compares each with what the code says now. */
export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: '.env.example', content: variablesAsEnvFile },
  { path: 'docs/deployment/variables.md', content: variablesAsMarkdown },
  { path: 'docs/api/errors.md', content: errorsAsMarkdown },
  { path: 'docs/api/permissions.md', content: permissionsAsMarkdown },
  { path: 'docs/api/events.md', content: eventsAsMarkdown },
  { path: 'docs/deployment/retention.md', content: retentionAsMarkdown },
];

/** Made from what the migrations make of an empty database. */
export const SCHEMA_FILE = 'docs/architecture/schema.md';

async function generate(root: string): Promise<void> {
  const schema = async () => schemaAsMarkdown(await migratedSchema(join(root, 'migrations')));
  for (const { path, content } of [...GENERATED_FILES, { path: SCHEMA_FILE, content: schema }]) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await content());
  }
}

if (require.main === module) void generate(process.cwd());
