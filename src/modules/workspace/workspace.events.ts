import type { ModuleDefinition } from '../../core/kit';
import { builtInRoleNames } from '../role';
import './domain/events';

const name = { type: 'string', description: 'Its name', example: 'Acme' } as const;
const slug = { type: 'string', description: 'Its unique slug', example: 'acme' } as const;
const userId = { type: 'uuid', description: 'The member' } as const;
const role = {
  type: 'string',
  description: 'Their built-in role',
  values: builtInRoleNames,
  example: 'member',
} as const;

export const workspaceEvents = {
  'workspace:created': {
    summary: 'A workspace was founded.',
    audience: 'audit',
    audit: 'workspace.created',
    fields: { name, slug },
  },
  'workspace:updated': {
    summary: 'Name, slug, plan or seats of the workspace were changed.',
    audience: 'workspace',
    audit: 'workspace.updated',
    fields: {
      name,
      slug,
      plan: { type: 'string', description: 'Its plan', example: 'free' },
      seatLimit: { type: 'number', description: 'Most members it may have', nullable: true, example: null },
    },
  },
  'workspace:suspended': {
    summary: 'The operator suspended the workspace: every request in it is refused.',
    audience: 'workspace',
    audit: 'workspace.suspended',
    mayEnd: 'everyone',
    fields: { status: { type: 'string', description: 'What it is now', values: ['suspended'] } },
  },
  'workspace:activated': {
    summary: 'The operator opened the workspace again.',
    audience: 'workspace',
    audit: 'workspace.activated',
    fields: { status: { type: 'string', description: 'What it is now', values: ['active'] } },
  },
  'workspace:security-changed': {
    summary: 'The workspace began or ceased to demand a second factor of its members.',
    audience: 'workspace',
    audit: 'workspace.security-changed',
    mayEnd: 'everyone',
    fields: {
      mfaRequired: { type: 'boolean', description: 'Whether members without a second factor are refused' },
    },
  },
  'workspace:deleted': {
    summary: 'The workspace was deleted; it can be restored for 30 days.',
    audience: 'workspace',
    audit: 'workspace.deleted',
    mayEnd: 'everyone',
    fields: { name, slug },
  },
  'workspace:restored': {
    summary: 'A deleted workspace was brought back.',
    audience: 'workspace',
    audit: 'workspace.restored',
    fields: { name, slug },
  },
  'workspace:ownership-offered': {
    summary: 'An owner offered the ownership to a member.',
    audience: 'workspace',
    audit: 'ownership.offered',
    fields: { userId: { ...userId, needs: 'workspaces.transfer' } },
  },
  'workspace:ownership-transferred': {
    summary: 'A member accepted the ownership.',
    audience: 'workspace',
    audit: 'ownership.transferred',
    fields: { userId, fromUserId: { type: 'uuid', description: 'Whoever was the owner before' } },
  },
  'workspace:member:joined': {
    summary: 'Somebody became a member.',
    audience: 'workspace',
    audit: 'member.joined',
    fields: { userId, role },
  },
  'workspace:member:role-changed': {
    summary: 'A member was given another built-in role, or other custom roles.',
    audience: 'workspace',
    audit: 'member.role-changed',
    fields: {
      userId,
      role,
      roleIds: { type: 'uuids', description: 'All their custom roles, when those changed', optional: true },
      reason: {
        type: 'string',
        description: 'There when the ownership went from one to another',
        values: ['ownership-transferred'],
        optional: true,
      },
    },
  },
  'workspace:member:status-changed': {
    summary: 'A member was deactivated, or activated again.',
    audience: 'workspace',
    audit: 'member.status-changed',
    mayEnd: 'userId',
    fields: {
      userId,
      status: { type: 'string', description: 'What they are now', values: ['active', 'inactive'] },
    },
  },
  'workspace:member:removed': {
    summary: 'Somebody is no member any more.',
    audience: 'workspace',
    audit: 'member.removed',
    mayEnd: 'userId',
    fields: {
      userId,
      reason: {
        type: 'string',
        description: 'Whether somebody removed them or they left',
        values: ['removed', 'left'],
      },
    },
  },
} as const satisfies ModuleDefinition['events'];
