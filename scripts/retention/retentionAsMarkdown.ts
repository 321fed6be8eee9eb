import { collectRetention } from '../../src/core/bootstrap/collectRetention';
import { isSpent } from '../../src/core/kit/RetentionRule';
import { modules } from '../../src/modules';
import { markdownTable } from '../markdownTable';

const INTRODUCTION = `# What is kept, and how long

Generated from the rules of the core and of the modules by \`npm run generate\`. How rows are deleted, and what follows
from it, is on the page about [running it](README.md#what-is-kept-and-how-long).

## What goes by itself

Within ten minutes after its time is over, while a process that works runs (\`PROCESS_ROLE\` \`all\` or \`worker\`); within
25 after one was killed; later when there is much to delete.
`;

const LASTING = `## What stays
`;

/** `docs/deployment/retention.md`. */
export function retentionAsMarkdown(): string {
  const rules = collectRetention(modules);
  return [
    INTRODUCTION,
    markdownTable(
      ['what', 'table', 'kept for', 'why'],
      rules.filter(isSpent).map(({ rows, table, kept, why }) => [rows, `\`${table}\``, kept, why]),
    ),
    LASTING,
    markdownTable(
      ['what', 'table', 'until when'],
      rules.flatMap((rule) => (isSpent(rule) ? [] : [[rule.rows, `\`${rule.table}\``, rule.stay]])),
    ),
  ].join('\n');
}
