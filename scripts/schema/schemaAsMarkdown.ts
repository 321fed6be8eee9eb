import { SYSTEM_ROLE, WALLED_ROLE } from '../../src/core/infrastructure/database/scopeSettings';
import type { Column, Policy, Reference, Schema, Table } from './readSchema';

const HEADER = `# The schema

Generated from a freshly migrated database by \`npm run generate\`. The tables come from \`migrations/\`.

\`null\` marks a column that may be empty. A line ends at the table that is referred to.
`;

const WALL = `## Behind the wall

The application's login owns nothing. Each transaction takes on one of two roles. \`${WALLED_ROLE}\` is walled: of a
table with row-level security it sees the rows that a policy below lets through. \`${SYSTEM_ROLE}\` is for named work
that crosses tenants, and sees every row of the tables it may use. \`app_user()\` and \`app_workspace()\` are the account
and the workspace that the transaction was opened for.
`;

/** \`docs/architecture/schema.md\`, laid out as prettier would. */
export function schemaAsMarkdown({ tables, references }: Schema): string {
  const diagram = ['erDiagram', ...references.map(relation), ...tables.flatMap(entity)];
  return [HEADER, `\`\`\`mermaid\n${diagram.join('\n')}\n\`\`\`\n`, WALL, ...tables.map(section)].join('\n');
}

function relation({ from, to, columns, optional, single }: Reference): string {
  return `  ${to} ${optional ? '|o' : '||'}--${single ? 'o|' : 'o{'} ${from} : "${columns}"`;
}

function entity({ name, columns }: Table): string[] {
  return [`  ${name} {`, ...columns.map(attribute), '  }'];
}

function attribute({ type, name, keys, nullable }: Column): string {
  return ['   ', type, name, keys.join(', '), nullable ? '"null"' : '']
    .filter((part) => part !== '')
    .join(' ');
}

function section(table: Table): string {
  const { name, comment, walled, policies, walledMay, systemMay } = table;
  const says = comment === null ? [] : [`${comment.charAt(0).toUpperCase()}${comment.slice(1)}.`, ''];
  return [
    `### ${name}`,
    '',
    ...says,
    `- ${walled ? 'Row-level security' : 'No row-level security'}.`,
    `- \`${WALLED_ROLE}\`: ${listed(walledMay)}. \`${SYSTEM_ROLE}\`: ${listed(systemMay)}.`,
    ...policies.map(policyLine),
    '',
  ].join('\n');
}

function listed(privileges: readonly string[]): string {
  return privileges.length === 0 ? 'nothing' : privileges.join(', ');
}

function policyLine({ name, command, using, check }: Policy): string {
  const rules = [
    ...(using === null ? [] : [`rows with \`${oneLine(using)}\``]),
    ...(check === null || check === using ? [] : [`writes rows with \`${oneLine(check)}\``]),
  ];
  return `- Policy \`${name}\` (${command}): ${rules.join('; ')}`;
}

function oneLine(sql: string): string {
  return sql.replace(/\s+/g, ' ');
}
