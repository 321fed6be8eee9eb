import Joi, { type CustomHelpers } from 'joi';
import type { Page } from '../application/Page';
import { isUuid } from '../domain/ids';
import type { ListMeta } from './answer';

export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

function cursor(value: string, helpers: CustomHelpers): unknown {
  return isUuid(idOf(value)) ? value : helpers.error('string.cursor');
}

/** `?limit=25&cursor=…` of every list. */
export const pageQuery = Joi.object<PageQuery>({
  limit: Joi.number().integer().min(1).max(100).default(25),
  cursor: Joi.string()
    .max(64)
    .custom(cursor)
    .messages({ 'string.cursor': '{{#label}} is not a cursor of this list' }),
});

/** One entry more than asked for is read: it tells whether there is a next page. */
export function pageOf({ limit, cursor: after }: PageQuery): Page {
  return { limit: limit + 1, after: after === undefined ? null : idOf(after) };
}

export function pageAnswer<Entry extends { readonly id: string }>(
  entries: readonly Entry[],
  limit: number,
): { data: Entry[]; meta: ListMeta } {
  const data = entries.slice(0, limit);
  const last = data.at(-1);
  const nextCursor = entries.length > limit && last ? Buffer.from(last.id).toString('base64url') : null;
  return { data, meta: { limit, nextCursor } };
}

function idOf(value: string): string {
  return Buffer.from(value, 'base64url').toString();
}
