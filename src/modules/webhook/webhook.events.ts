import type { ModuleDefinition } from '../../core/kit';
import './domain/events';

const webhookId = { type: 'uuid', description: 'The webhook' } as const;
const origin = {
  type: 'string',
  description: 'Scheme, host and port of its address; what follows may be a secret',
  example: 'https://hooks.example.com',
} as const;
const events = { type: 'strings', description: 'Names of the events it is told, or `*`' } as const;
const target = { type: 'webhook', field: 'webhookId' } as const;
const needs = 'webhooks.manage';

export const webhookEvents = {
  'workspace:webhook:created': {
    summary: 'A webhook was made.',
    audience: 'audit',
    audit: 'webhook.created',
    target,
    fields: { webhookId, origin, events },
  },
  'workspace:webhook:updated': {
    summary: 'A webhook was changed, or enabled or disabled by hand.',
    audience: 'audit',
    audit: 'webhook.updated',
    target,
    fields: {
      ...{ webhookId, origin, events },
      enabled: { type: 'boolean', description: 'Whether it is told anything' },
    },
  },
  'workspace:webhook:secret-rotated': {
    summary: 'A webhook has a new secret.',
    audience: 'audit',
    audit: 'webhook.secret-rotated',
    target,
    fields: { webhookId, origin },
  },
  'workspace:webhook:disabled': {
    summary:
      'A webhook was disabled, since its receiver wants no more of it or has not answered well for days.',
    audience: 'workspace',
    audit: 'webhook.disabled',
    target,
    fields: {
      webhookId,
      origin: { ...origin, needs },
      reason: {
        type: 'string',
        description: '`gone`: it answered 410; `failing`: every attempt of five days failed',
        values: ['gone', 'failing'],
        needs,
      },
    },
  },
  'workspace:webhook:deleted': {
    summary: 'A webhook was deleted.',
    audience: 'audit',
    audit: 'webhook.deleted',
    target,
    fields: { webhookId, origin },
  },
} as const satisfies ModuleDefinition['events'];
