import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { variablesAsEnvFile } from '../src/core/config/variablesAsEnvFile';
import { variablesAsMarkdown } from '../src/core/config/variablesAsMarkdown';
import { errorsAsMarkdown } from '../src/core/presentation/docs/errorsAsMarkdown';

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
];

async function generate(root: string): Promise<void> {
  for (const { path, content } of GENERATED_FILES) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await content());
  }
}

if (require.main === module) void generate(process.cwd());
