import type { ModuleDefinition } from '../../core/kit';
import './domain/events';

const roleId = { type: 'uuid', description: 'The role' } as const;
const name = { type: 'string', description: 'Its name', example: 'Support' } as const;
const target = { type: 'role', field: 'roleId' } as const;
const permissions = { type: 'strings', description: 'All that it permits', example: ['users.read'] } as const;

export const roleEvents = {
  'workspace:role:created': {
    summary: 'A role of the workspace was made.',
    audience: 'workspace',
    audit: 'role.created',
    target,
    fields: { roleId, name, permissions },
  },
  'workspace:role:updated': {
    summary: 'A role was renamed, or permits something else.',
    audience: 'workspace',
    audit: 'role.updated',
    target,
    fields: { roleId, name, permissions },
  },
  'workspace:role:deleted': {
    summary: 'A role that nobody had was deleted.',
    audience: 'workspace',
    audit: 'role.deleted',
    target,
    fields: { roleId, name },
  },
} as const satisfies ModuleDefinition['events'];
