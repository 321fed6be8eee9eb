import Joi from 'joi';
import { pageQuery, time, uuid } from '../../../core/kit';

export interface EventsQuery {
  readonly limit: number;
  readonly after?: number;
  readonly cursor?: number;
}

const seq = Joi.number().integer().min(0);

export const eventsQuery = (pageQuery as Joi.ObjectSchema<EventsQuery>)
  .keys({
    after: seq.description('The `seq` of the last event you have; 0, or nothing, for all that is kept.'),
    cursor: seq.description('`nextCursor` of the page before, as in other lists; the same as `after`.'),
  })
  .oxor('after', 'cursor');

export const eventSchema = Joi.object({
  id: uuid().required().description('The same each time you hear of it, by whatever way.'),
  event: Joi.string().required().example('workspace:member:joined'),
  seq: Joi.number().integer().min(1).required().description('Counts up by one in each workspace.'),
  workspaceId: uuid().required(),
  actorId: uuid().allow(null).required().description('Null for the server itself.'),
  occurredAt: time().required(),
  requestId: Joi.string().allow(null).required(),
})
  .unknown(true)
  .description('With the fields of its event beside these.')
  .id('FeedEvent');

export const eventsMetaSchema = Joi.object({
  limit: Joi.number().integer().min(1).max(100).required(),
  nextCursor: Joi.string()
    .allow(null)
    .required()
    .description('The `after` of the next page; null on the last.'),
  headSeq: seq.required().description('The last `seq` there is; 0 where nothing happened yet.'),
  resync: Joi.boolean()
    .required()
    .description('What you asked for is not kept: load what you show anew, then go on after `headSeq`.'),
}).id('FeedMeta');
