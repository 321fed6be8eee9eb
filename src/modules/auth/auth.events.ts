import type { ModuleDefinition } from '../../core/kit';
import './domain/events';

const email = { type: 'string', description: 'Address of the account' } as const;
const sessionId = { type: 'uuid', description: 'The session' } as const;

export const authEvents = {
  'auth:signed-in': {
    summary: 'Somebody signed in.',
    audience: 'audit',
    audit: 'login.succeeded',
    fields: { sessionId },
  },
  'auth:sign-in-failed': {
    summary: 'A sign-in, or the check of a password or code, was refused.',
    audience: 'audit',
    audit: 'login.failed',
    fields: {
      email: { type: 'string', description: 'Address that was tried' },
      reason: { type: 'string', description: '`password`, `code` or `inactive`' },
    },
  },
  'auth:locked': {
    summary: 'Too many failures locked an address.',
    audience: 'audit',
    audit: 'login.locked',
    fields: {
      email: { type: 'string', description: 'Address that is locked' },
      seconds: { type: 'number', description: 'How long' },
    },
  },
  'auth:signed-out': {
    summary: 'Somebody signed out.',
    audience: 'audit',
    audit: 'logout',
    fields: { sessionId },
  },
  'auth:sessions-revoked': {
    summary: 'Sessions were ended.',
    audience: 'audit',
    audit: 'session.revoked',
    fields: {
      sessionIds: { type: 'strings', description: 'Sessions that ended' },
      reason: {
        type: 'string',
        description: '`logout-all`, `revoked`, `password`, `mfa`, `evicted`, `account`',
      },
    },
  },
  'auth:refresh-reused': {
    summary: 'A refresh token was used a second time; its session ended.',
    audience: 'internal',
    audit: 'refresh.reuse',
    fields: { sessionId },
  },
  'auth:password-reset-requested': {
    summary: 'A mail to reset a password was sent.',
    audience: 'audit',
    audit: 'password.reset-requested',
    fields: { email },
  },
  'auth:password-reset': {
    summary: 'A password was reset with a mailed token.',
    audience: 'internal',
    audit: 'password.reset',
    fields: { email },
  },
  'auth:password-changed': {
    summary: 'A password was changed.',
    audience: 'internal',
    audit: 'password.changed',
    fields: { email },
  },
  'auth:mfa-enabled': {
    summary: 'A second factor was turned on.',
    audience: 'internal',
    audit: 'mfa.enabled',
    fields: { email },
  },
  'auth:mfa-disabled': {
    summary: 'The second factor was turned off.',
    audience: 'internal',
    audit: 'mfa.disabled',
    fields: { email },
  },
  'auth:recovery-codes-renewed': {
    summary: 'New recovery codes were made; the old ones are worth nothing.',
    audience: 'internal',
    audit: 'mfa.recovery-codes-renewed',
    fields: { email },
  },
  'auth:recovery-code-used': {
    summary: 'A recovery code stood in for the second factor.',
    audience: 'internal',
    audit: 'mfa.recovery-code-used',
    fields: { email, left: { type: 'number', description: 'How many are left' } },
  },
  'auth:account-taken-over': {
    summary: 'A never-verified account went to whoever reads the mail of its address.',
    audience: 'audit',
    audit: 'user.taken-over',
    fields: { email },
  },
} as const satisfies ModuleDefinition['events'];
