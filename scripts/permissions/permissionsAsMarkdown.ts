import { readFileSync } from 'node:fs';
import { collectPermissions } from '../../src/core/bootstrap/collectPermissions';
import { modules } from '../../src/modules';
import { builtInRoleNames, permissionsOf } from '../../src/modules/role';
import { markdownTable } from '../markdownTable';

/** What the authorization tests hold every route to. */
const MATRIX = 'tests/e2e/authorization/matrix.json';

const INTRODUCTION = `# Permissions

Generated from the modules and from the reviewed \`${MATRIX}\` by \`npm run generate\`.

A member has one built-in role and any number of custom roles. What they may do is the union of both. Nobody grants
what they do not hold, and nobody acts on a member at or above them, except owners on owners.
`;

const MATRIX_INTRODUCTION = `## Routes

Who gets past the gate of each route. ✓ means past it: what follows may still refuse, for instance an input, or a
rank. A number is the status of the refusal; a 403 for want of a permission names it in \`details\`.

Everybody but the outsider looks at a workspace that has them as what the column says. The unverified one is an
owner whose address is not verified, the inactive, removed and banned ones were admins.
`;

const COLUMNS = [
  ...['anonymous', 'unverified', 'outsider', 'viewer', 'member', 'manager', 'admin', 'owner'],
  ...['inactive', 'invited', 'removed', 'banned', 'super admin'],
];

/** \`docs/api/permissions.md\`. Run from the root of the repository. */
export function permissionsAsMarkdown(): string {
  const rows = JSON.parse(readFileSync(MATRIX, 'utf8')) as Readonly<Record<string, string>>;
  return [INTRODUCTION, permissionTable(), MATRIX_INTRODUCTION, matrixTable(rows)].join('\n');
}

function permissionTable(): string {
  return markdownTable(
    ['permission', 'lets you', ...builtInRoleNames],
    collectPermissions(modules).all.map(({ name, description }) => [
      `\`${name}\``,
      description,
      ...builtInRoleNames.map((role) => (permissionsOf(role).has(name) ? '✓' : '')),
    ]),
  );
}

function matrixTable(rows: Readonly<Record<string, string>>): string {
  return markdownTable(
    ['route', 'rule', ...COLUMNS],
    Object.entries(rows).map(([route, row]) => {
      const [rule = '', answers = ''] = row.split(' | ');
      return [`\`${route}\``, rule, ...answers.split(' ').map((answer) => (answer === 'ok' ? '✓' : answer))];
    }),
  );
}
