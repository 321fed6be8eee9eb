import Joi from 'joi';
import {
  endpoint,
  may,
  ok,
  pageAnswer,
  pageOf,
  superAdmin,
  type Answer,
  type FileAnswer,
} from '../../../core/kit';
import { AuditLog, type AuditSight } from '../application/AuditLog';
import { ExportAuditLog } from '../application/ExportAuditLog';
import { auditSchema, auditView } from './audit.views';
import { auditFile, auditFiles } from './auditFile';
import { filterOf, platformAuditQuery, workspaceAuditQuery, type AuditQuery } from './auditQuery';

const ABOUT =
  'Newest first. `format` gives all that the filters leave as a file, whatever `limit` says; two such files of a ' +
  'workspace can be on their way at once. Taking one is recorded as `audit.exported`.';

const responses = {
  200: { description: 'What happened', data: Joi.array().items(auditSchema), files: auditFiles },
};
const uses = { log: AuditLog, exportLog: ExportAuditLog };

async function answerTo(
  sight: AuditSight,
  query: AuditQuery,
  { log, exportLog }: { readonly log: AuditLog; readonly exportLog: ExportAuditLog },
): Promise<Answer | FileAnswer> {
  const { format, limit } = query;
  const filter = filterOf(query);
  if (format !== undefined) return auditFile(format, exportLog.execute(sight, filter, format));
  const found = await log.list(sight, filter, pageOf(query));
  const { data, meta } = pageAnswer(found, limit);
  return ok('Audit log', data.map(auditView), { meta });
}

const ofWorkspace = endpoint({
  method: 'get',
  path: '/workspaces/:workspaceId/audit-logs',
  access: may('audit.read'),
  tag: 'Audit',
  summary: 'Read what happened in a workspace',
  description: ABOUT,
  query: workspaceAuditQuery,
  responses,
  refusals: ['EXPORT_LIMIT'],
  uses,
  handle: ({ caller, tenancy, query }, use) =>
    answerTo({ workspaceId: tenancy.workspaceId, readerId: caller.userId }, query, use),
});

const ofPlatform = endpoint({
  method: 'get',
  path: '/audit-logs',
  access: superAdmin,
  tag: 'Audit',
  summary: 'Read what happened in all workspaces and beside them',
  description: ABOUT,
  query: platformAuditQuery,
  responses,
  refusals: ['EXPORT_LIMIT'],
  uses,
  handle: ({ query }, use) => answerTo('everything', query, use),
});

export const auditEndpoints = [ofWorkspace, ofPlatform];
