import Joi from 'joi';
import { time, uuid } from '../../../core/kit';
import type { AuditRecord } from '../application/AuditLog';

export function auditView({ actorId, actorName, actorEmail, targetType, targetId, ...record }: AuditRecord) {
  const { changes = null, ...details } = record.details;
  return {
    id: record.id,
    occurredAt: record.occurredAt,
    action: record.action,
    actor: actorId === null ? null : { id: actorId, name: actorName, email: actorEmail },
    target: targetType === null || targetId === null ? null : { type: targetType, id: targetId },
    workspaceId: record.workspaceId,
    changes,
    details,
    ip: record.ip,
    userAgent: record.userAgent,
    requestId: record.requestId,
  };
}

const actorSchema = Joi.object({
  id: uuid().required(),
  name: Joi.string().allow('', null).required(),
  email: Joi.string().allow(null).required(),
})
  .allow(null)
  .required()
  .description('Null for the server itself and for strangers; name and e-mail when you may see the account.');

const targetSchema = Joi.object({ type: Joi.string().required().example('user'), id: uuid().required() })
  .allow(null)
  .required();

const changeSchema = Joi.object({ before: Joi.any(), after: Joi.any() });

export const auditSchema = Joi.object({
  id: uuid().required(),
  occurredAt: time().required(),
  action: Joi.string().required().example('member.role-changed'),
  actor: actorSchema,
  target: targetSchema,
  workspaceId: uuid().allow(null).required(),
  changes: Joi.object().pattern(Joi.string(), changeSchema).allow(null).required(),
  details: Joi.object().unknown(true).required().description('What the action says beside that.'),
  ip: Joi.string().allow(null).required(),
  userAgent: Joi.string().allow('', null).required(),
  requestId: Joi.string().allow(null).required(),
}).id('AuditEntry');
