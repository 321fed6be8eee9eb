import Joi, { type CustomHelpers } from 'joi';
import { line, pageQuery, time, uuid, type PageQuery } from '../../../core/kit';
import type { AuditFilter } from '../application/AuditLog';

export const exportFormats = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type AuditQuery = PageQuery & AuditFilter & { readonly format?: ExportFormat };

const COMMON_ERA = /^(19[7-9]\d|[2-9]\d{3})-/;

function instant(value: string, helpers: CustomHelpers): unknown {
  return COMMON_ERA.test(value) ? value : helpers.error('string.era');
}

function after(value: string, helpers: CustomHelpers): unknown {
  const [{ from }] = helpers.state.ancestors as [{ from?: string }];
  return from === undefined || from < value ? value : helpers.error('string.after');
}

const instantSchema = time()
  .custom(instant)
  .messages({ 'string.era': '{{#label}} must lie in the years 1970 to 9999' })
  .example('2026-11-21T00:00:00Z');

const filter = {
  actor: uuid().lowercase().description('Id of the account that acted.'),
  action: Joi.string()
    .max(64)
    .pattern(/^[a-z]+([.-][a-z]+)*(\.\*)?$/)
    .description('One action, or all that begin alike.')
    .example('member.*'),
  targetType: Joi.string()
    .max(64)
    .pattern(/^[a-z]+(-[a-z]+)*$/)
    .description('Kind of what was acted on.')
    .example('user'),
  targetId: uuid().lowercase().description('Id of what was acted on.'),
  from: instantSchema.description('Not before this time.'),
  to: instantSchema
    .custom(after)
    .messages({ 'string.after': '{{#label}} must be later than from' })
    .description('Before this time.'),
  requestId: line(128).description('All that one request did.'),
};

const format = Joi.string()
  .valid(...exportFormats)
  .description('A file with all that the filters leave, instead of one page.');

export const workspaceAuditQuery = query(filter);
export const platformAuditQuery = query({
  ...filter,
  workspaceId: uuid().lowercase().description('One workspace only.'),
});

function query(filters: Joi.PartialSchemaMap<AuditQuery>): Joi.ObjectSchema<AuditQuery> {
  return (pageQuery as Joi.ObjectSchema<AuditQuery>).keys({ ...filters, format }).without('format', 'cursor');
}

export function filterOf({
  limit: _limit,
  cursor: _cursor,
  format: _format,
  ...rest
}: AuditQuery): AuditFilter {
  return rest;
}
