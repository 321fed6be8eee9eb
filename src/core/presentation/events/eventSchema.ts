import type { JsonSchema } from '../openapi/JsonSchema';
import { objectSchema } from './fieldSchema';
import type { HeardEvent } from './heardEvents';

const uuid = (description: string): JsonSchema => ({ type: 'string', format: 'uuid', description });
const orNull = (schema: JsonSchema): JsonSchema => ({ ...schema, type: ['string', 'null'] });

const id = uuid('Names the event; the same each time it is told, so drop one you have seen.');
const about: Readonly<Record<string, JsonSchema>> = {
  actorId: orNull(uuid('The account that did it; null for the server itself.')),
  occurredAt: { type: 'string', format: 'date-time', description: 'When it happened.' },
  requestId: { type: ['string', 'null'], description: 'The call that caused it.' },
};

/** What every event carries beside its fields. */
export const carried = {
  workspace: {
    id,
    seq: {
      type: 'integer',
      minimum: 1,
      description: 'Counts up by one in each workspace, without gaps.',
    },
    workspaceId: uuid('The workspace it happened in.'),
    ...about,
  },
  user: { id, workspaceId: { type: 'null', description: 'Always null.' }, ...about },
} as const satisfies Readonly<Record<HeardEvent['audience'], Readonly<Record<string, JsonSchema>>>>;

/** An event as a socket hears it; closed. */
export function eventSchema({ audience, fields }: Pick<HeardEvent, 'audience' | 'fields'>): JsonSchema {
  return objectSchema(fields, carried[audience]);
}

/** The same with its name in it, as the feed and webhooks have it. */
export function namedEventSchema({ name, audience, fields }: HeardEvent): JsonSchema {
  const event = { type: 'string', const: name, description: 'Its name.' };
  return objectSchema(fields, { event, ...carried[audience] });
}
