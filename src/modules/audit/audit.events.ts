import type { ModuleDefinition } from '../../core/kit';
import './domain/events';

export const auditEvents = {
  'audit:exported': {
    summary: 'Somebody took a copy of the audit log.',
    audience: 'audit',
    audit: 'audit.exported',
    fields: {
      format: { type: 'string', description: '`ndjson` or `csv`' },
      filter: { type: 'strings', description: 'What it was narrowed to: `actor=…`, `from=…`' },
    },
  },
} as const satisfies ModuleDefinition['events'];
