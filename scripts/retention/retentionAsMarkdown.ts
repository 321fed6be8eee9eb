import { collectRetention } from '../../src/core/bootstrap/collectRetention';
import { isSpent } from '../../src/core/kit/RetentionRule';
import { modules } from '../../src/modules';
import { markdownTable } from '../markdownTable';

const INTRODUCTION = `# What is kept, and how long

Generated from the rules of the core and of the modules by \`npm run generate\`. How rows are deleted, and what follows
from it, is on the page about [running it](README.md#what-is-kept-and-how-long).

## What goes by itself

Some minutes later at most, while a server runs.
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
