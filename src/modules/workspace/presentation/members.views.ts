import Joi from 'joi';
import { time, uuid } from '../../../core/presentation/schemas';
import { avatarUrlSchema } from '../../user';
import type { ListedMember } from '../application/MemberList';
import { roleSchema } from './workspace.views';

export function memberView({ id: userId, ...member }: ListedMember) {
  const { email, name, avatarUrl, role, roles, status, joinedAt, version } = member;
  return { userId, email, name, avatarUrl, role, roles, status, joinedAt, version };
}

export const memberStatusSchema = Joi.string().valid('active', 'inactive');

export const memberSchema = Joi.object({
  userId: uuid().required(),
  email: Joi.string().email({ tlds: false, minDomainSegments: 1 }).required(),
  name: Joi.string().required(),
  avatarUrl: avatarUrlSchema.required(),
  role: roleSchema.required(),
  roles: Joi.array()
    .items(Joi.object({ id: uuid().required(), name: Joi.string().required() }))
    .required()
    .description('Custom roles beside the built-in one.'),
  status: memberStatusSchema.required(),
  joinedAt: time().required(),
  version: Joi.number().integer().min(1).required(),
}).id('Member');
