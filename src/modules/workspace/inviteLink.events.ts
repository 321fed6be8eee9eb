import type { ModuleDefinition } from '../../core/kit';
import './domain/inviteLinkEvents';

const fields = {
  linkId: { type: 'uuid', description: 'The link' },
  role: { type: 'string', description: 'The built-in role it gives' },
} as const;
const target = { type: 'invite-link', field: 'linkId' } as const;

export const inviteLinkEvents = {
  'workspace:invite-link:created': {
    summary: 'An invite link was made.',
    audience: 'audit',
    audit: 'invite-link.created',
    target,
    fields: {
      ...fields,
      allowedDomains: {
        type: 'strings',
        description: 'Domains of the addresses that may join; empty for any',
      },
      maxUses: { type: 'number', description: 'How many may join by it', nullable: true },
      expiresAt: { type: 'date-time', description: 'When it leads nowhere any more' },
    },
  },
  'workspace:invite-link:revoked': {
    summary: 'An invite link was revoked.',
    audience: 'audit',
    audit: 'invite-link.revoked',
    target,
    fields,
  },
  'workspace:invite-link:used': {
    summary: 'Somebody joined by an invite link.',
    audience: 'audit',
    audit: 'invite-link.used',
    target,
    fields,
  },
} as const satisfies ModuleDefinition['events'];
