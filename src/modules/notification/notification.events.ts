import type { ModuleDefinition } from '../../core/kit';
import './domain/events';

export const notificationEvents = {
  'notification:new': {
    summary: 'Somebody has a new notification.',
    audience: 'user',
    audit: null,
    fields: {
      notificationId: { type: 'uuid', description: 'The notification, as `GET /notifications` lists it' },
      kind: {
        type: 'string',
        description: 'What happened; what stands before the dot is the group of its preferences',
        example: 'membership.role-changed',
      },
      message: {
        type: 'string',
        description: 'It in a sentence',
        example: 'Your role in Acme is admin now.',
      },
      aboutWorkspaceId: { type: 'uuid', description: 'The workspace it is about', nullable: true },
    },
  },
} as const satisfies ModuleDefinition['events'];
