import type { ModuleDefinition } from '../../core/kit';
import { builtInRoleNames } from '../role';
import './domain/invitationEvents';

const fields = {
  invitationId: { type: 'uuid', description: 'The invitation' },
  email: {
    type: 'string',
    description: 'The invited address',
    example: 'bob@example.com',
    needs: 'members.invite',
  },
  role: {
    type: 'string',
    description: 'The built-in role it gives',
    values: builtInRoleNames,
    example: 'member',
  },
} as const;
const target = { type: 'invitation', field: 'invitationId' } as const;

export const invitationEvents = {
  'workspace:member:invited': {
    summary: 'Somebody was invited.',
    audience: 'workspace',
    audit: 'invite.created',
    target,
    fields,
  },
  'workspace:invitation:resent': {
    summary: 'An invitation was sent again.',
    audience: 'audit',
    audit: 'invite.resent',
    target,
    fields,
  },
  'workspace:invitation:accepted': {
    summary: 'An invitation was accepted.',
    audience: 'audit',
    audit: 'invite.accepted',
    target,
    fields,
  },
  'workspace:invitation:declined': {
    summary: 'An invitation was declined.',
    audience: 'audit',
    audit: 'invite.declined',
    target,
    fields,
  },
  'workspace:invitation:revoked': {
    summary: 'An invitation was taken back.',
    audience: 'audit',
    audit: 'invite.revoked',
    target,
    fields,
  },
  'workspace:invitation:expired': {
    summary: 'An invitation whose time was over made room for another.',
    audience: 'audit',
    audit: 'invite.expired',
    target,
    fields,
  },
} as const satisfies ModuleDefinition['events'];
