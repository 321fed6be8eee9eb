import type { Variable } from './Variable';
import { VARIABLE_GROUPS } from './variables';

const HEADER = `# Every variable

Settings come from the environment and from a \`.env\` file in the working directory; the environment wins. An empty
value counts as not given. Portico reads them once, at the start. When something is wrong it tells everything at once
and does not start.

- Quote every value in \`.env\`. Single quotes keep \`#\` and \`$\` as they are. Node drops all behind an unquoted \`#\`,
  and Compose replaces \`$NAME\`, so both are refused without quotes.
- Names that look like one of these and are none are refused, with the name that was probably meant.
- With \`NODE_ENV=test\` no \`.env\` file is read.
- Secrets have at least 32 bytes, differ from each other, and are no known default. Make each with
  \`openssl rand -base64 48\`.
- Production also refuses: plain http in \`FRONTEND_URL\` or \`CORS_ORIGINS\`, \`BCRYPT_ROUNDS\` below 12,
  \`RATE_LIMIT_ENABLED=false\`, the embedded database, the local mailbox, \`DEBUG\`, \`NODE_DEBUG\`, \`--inspect\` in
  \`NODE_OPTIONS\`, and \`NODE_TLS_REJECT_UNAUTHORIZED=0\`.

This page is generated from \`src/core/config/variables\` by \`npm run generate\`.
`;

/** \`docs/deployment/variables.md\`, laid out as prettier would. */
export function variablesAsMarkdown(): string {
  const groups = Object.entries(VARIABLE_GROUPS).map(
    ([title, variables]) => `\n## ${title}\n\n${table(Object.entries(variables).map(row))}`,
  );
  return HEADER + groups.join('');
}

function row([name, variable]: [string, Variable]): string[] {
  const required = variable.requiredInProduction ? ' **Required in production.**' : '';
  return [`\`${name}\``, `${variable.about}${required}`, variable.whenUnset].map((cell) =>
    cell.replaceAll(':*', ':\\*'),
  );
}

function table(rows: string[][]): string {
  const head = ['Name', 'What it does', 'When it is not given'];
  const widths = head.map((_title, column) =>
    Math.max(...[head, ...rows].map((cells) => cells[column]!.length)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return `${[head, rule, ...rows].map(line).join('\n')}\n`;
}
