import Joi, { type CustomHelpers } from 'joi';
import { isUuid } from '../../../core/domain/ids';
import type { ListMeta } from '../../../core/presentation/answer';
import { line } from '../../../core/kit';
import type { Place } from '../application/People';

export interface SearchQuery {
  readonly q: string;
  readonly limit: number;
  readonly cursor?: string;
}

function cursor(value: string, helpers: CustomHelpers): unknown {
  return placeOf(value) ? value : helpers.error('string.cursor');
}

/** The cursor says itself how well its entry matched: nothing is looked up by it. */
export const searchQuery = Joi.object<SearchQuery, true>({
  q: line(80).min(2).required().example('ann'),
  limit: Joi.number().integer().min(1).max(100).default(25),
  cursor: Joi.string()
    .max(128)
    .custom(cursor)
    .messages({ 'string.cursor': '{{#label}} is not a cursor of this list' }),
});

const SCORE = /^\d(\.\d{1,12})?(e-\d{1,2})?$/;

/** Null when it is no cursor of a ranked list. */
export function placeOf(value: string): Place | null {
  const [text = '', id] = Buffer.from(value, 'base64url').toString().split(':');
  const score = Number(text);
  return SCORE.test(text) && isReal(score) && isUuid(id) ? { score, id } : null;
}

/** What PostgreSQL takes for a `real`: one that is too small for it is an error there, and no zero. */
function isReal(score: number): boolean {
  return score === 0 || Math.fround(score) > 0;
}

export function rankedAnswer<Entry extends Place>(
  entries: readonly Entry[],
  limit: number,
): { data: Entry[]; meta: ListMeta } {
  const data = entries.slice(0, limit);
  const last = data.at(-1);
  const isMore = entries.length > limit && last !== undefined;
  const nextCursor = isMore ? Buffer.from(`${last.score}:${last.id}`).toString('base64url') : null;
  return { data, meta: { limit, nextCursor } };
}
