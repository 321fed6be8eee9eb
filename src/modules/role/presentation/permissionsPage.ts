import Joi, { type CustomHelpers } from 'joi';
import type { PermissionDefinition } from '../../../core/application/PermissionDefinitions';
import { pageQuery, type PageQuery } from '../../../core/kit';
import type { ListMeta } from '../../../core/presentation/answer';

const NAME = /^[\w-]+\.[\w-]+$/;

function cursor(value: string, helpers: CustomHelpers): unknown {
  return NAME.test(nameOf(value)) ? value : helpers.error('string.cursor');
}

/** Permissions have names and no ids, so the cursor is a name. */
export const permissionsQuery = pageQuery.keys({
  cursor: Joi.string()
    .max(128)
    .custom(cursor)
    .messages({ 'string.cursor': '{{#label}} is not a cursor of this list' }),
});

/** @param all by name */
export function permissionsPage(
  all: readonly PermissionDefinition[],
  { limit, cursor: after }: PageQuery,
): { data: PermissionDefinition[]; meta: ListMeta } {
  const rest = after === undefined ? all : all.filter(({ name }) => name > nameOf(after));
  const data = rest.slice(0, limit);
  const last = data.at(-1);
  const nextCursor = rest.length > limit && last ? Buffer.from(last.name).toString('base64url') : null;
  return { data, meta: { limit, nextCursor } };
}

function nameOf(value: string): string {
  return Buffer.from(value, 'base64url').toString();
}
