import Joi from 'joi';
import { endpoint, member, ok } from '../../../core/kit';
import { ReadEvents } from '../application/ReadEvents';
import { eventSchema, eventsMetaSchema, eventsQuery } from './events.views';

const read = endpoint({
  method: 'get',
  path: '/workspaces/:workspaceId/events',
  access: member,
  tag: 'Events',
  summary: 'Read what happened in a workspace since an event',
  description:
    'The events its sockets heard, in order and without gaps. Fields that need a permission are there for whoever holds it.',
  query: eventsQuery,
  responses: {
    200: {
      description: 'What happened after it, oldest first',
      data: Joi.array().items(eventSchema),
      meta: eventsMetaSchema,
    },
  },
  uses: { readEvents: ReadEvents },
  async handle({ caller, tenancy, query }, { readEvents }) {
    const { limit, after, cursor } = query;
    const from = after ?? cursor ?? 0;
    const { events, next, headSeq, resync } = await readEvents.execute(caller.userId, tenancy, from, limit);
    const meta = { limit, nextCursor: next === null ? null : String(next), headSeq, resync };
    return ok('Events', events, { meta });
  },
});

export const eventEndpoints = [read];
