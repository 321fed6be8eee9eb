import type { ModuleDefinition } from '../../core/kit';
import './domain/events';

export const userEvents = {
  'user:registered': {
    summary: 'Somebody registered an account.',
    audience: 'internal',
    audit: 'user.registered',
    fields: { email: { type: 'string', description: 'Address of the account' } },
  },
  'user:profile-changed': {
    summary: 'Somebody changed their profile.',
    audience: 'audit',
    audit: 'user.profile-changed',
    fields: { changed: { type: 'strings', description: 'Names of the fields that changed' } },
  },
  'user:super-admin-made': {
    summary: 'An account became super admin of the platform.',
    audience: 'audit',
    audit: 'user.super-admin-made',
    fields: { email: { type: 'string', description: 'Address of the account' } },
  },
  'user:super-admin-removed': {
    summary: 'An account is super admin of the platform no more.',
    audience: 'audit',
    audit: 'user.super-admin-removed',
    fields: { email: { type: 'string', description: 'Address of the account' } },
  },
  'user:email-verified': {
    summary: 'Somebody showed that an address is theirs.',
    audience: 'internal',
    audit: 'user.email-verified',
    fields: { email: { type: 'string', description: 'The verified address' } },
  },
  'user:status-changed': {
    summary: 'A super admin activated, deactivated or banned an account.',
    audience: 'audit',
    audit: 'user.status-changed',
    fields: { status: { type: 'string', description: '`active`, `inactive` or `banned`' } },
  },
  'user:email-change-asked': {
    summary: 'Somebody asked for another e-mail address.',
    audience: 'audit',
    audit: 'user.email-change-asked',
    fields: { email: { type: 'string', description: 'The address they want' } },
  },
  'user:email-changed': {
    summary: 'The e-mail of an account was changed, once the new address confirmed.',
    audience: 'internal',
    audit: 'user.email-changed',
    fields: { email: { type: 'string', description: 'The new address' } },
  },
  'user:deleted': {
    summary: 'An account was deleted, by its owner or by a super admin.',
    audience: 'audit',
    audit: 'user.deleted',
    fields: { email: { type: 'string', description: 'Address it had' } },
  },
  'user:data-exported': {
    summary: 'Somebody took a copy of what is held about them.',
    audience: 'audit',
    audit: 'user.data-exported',
    fields: {},
  },
  'user:restored': {
    summary: 'A super admin restored a deleted account.',
    audience: 'audit',
    audit: 'user.restored',
    fields: { email: { type: 'string', description: 'Address of the account' } },
  },
} as const satisfies ModuleDefinition['events'];
