import Joi from 'joi';
import { time, uuid } from '../../../core/presentation/schemas';
import type { UserState } from '../domain/User';

/** One's own account, in full. */
export function ownUserView(user: UserState, version: number) {
  return {
    id: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    name: `${user.firstName} ${user.lastName}`.trim(),
    emailVerified: user.emailVerified,
    status: user.status,
    isActive: user.status === 'active',
    platformRole: user.platformRole,
    avatarUrl: user.avatarUrl,
    lastLoginAt: user.lastLoginAt,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
    version,
  };
}

export const ownUserSchema = Joi.object({
  id: uuid().required(),
  email: Joi.string().email().required(),
  firstName: Joi.string().required(),
  lastName: Joi.string().allow('').required(),
  name: Joi.string().required(),
  emailVerified: Joi.boolean().required(),
  status: Joi.string().valid('active', 'inactive', 'banned').required(),
  isActive: Joi.boolean().required(),
  platformRole: Joi.string().valid('super_admin', null).required(),
  avatarUrl: Joi.string().uri().allow(null).required(),
  lastLoginAt: time().allow(null).required(),
  createdAt: time().required(),
  updatedAt: time().required(),
  version: Joi.number().integer().min(1).required(),
}).id('OwnUser');
