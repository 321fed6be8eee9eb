import Joi from 'joi';
import { time, uuid } from '../../../core/presentation/schemas';
import type { Person } from '../application/People';
import type { UserState } from '../domain/User';

/** Somebody as others see them. */
export function personView(user: Person) {
  return {
    id: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    name: `${user.firstName} ${user.lastName}`.trim(),
    emailVerified: user.emailVerified,
    status: user.status,
    isActive: user.status === 'active',
    avatarUrl: user.avatarUrl,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
  };
}

/** One's own account, in full. */
export function ownUserView(user: UserState, version: number) {
  const { platformRole, lastLoginAt } = user;
  // On the hot path: V8 gives each object that begins with a spread a shape of its own.
  return Object.assign(personView(user), { platformRole, lastLoginAt, version });
}

/** Relative, as `help` is: a server need not know the name it is called by. */
export const avatarUrlSchema = Joi.string()
  .pattern(/^\/api\/avatars\/[0-9a-f]{32}\.webp$/)
  .allow(null)
  .description('Where the picture is on this server; nobody has to sign in to see it. Null: none.')
  .example('/api/avatars/0f8d5c3a9b7e4d21a6c0f1e2d3b4a596.webp');

const person = {
  id: uuid().required(),
  email: Joi.string().email({ tlds: false, minDomainSegments: 1 }).required(),
  firstName: Joi.string().required(),
  lastName: Joi.string().allow('').required(),
  name: Joi.string().required(),
  emailVerified: Joi.boolean().required(),
  status: Joi.string().valid('active', 'inactive', 'banned').required(),
  isActive: Joi.boolean().required(),
  avatarUrl: avatarUrlSchema.required(),
  createdAt: time().required(),
  updatedAt: time().required(),
};

export const personSchema = Joi.object(person).id('Person');

export const ownUserSchema = Joi.object({
  ...person,
  platformRole: Joi.string().valid('super_admin', null).required(),
  lastLoginAt: time().allow(null).required(),
  version: Joi.number().integer().min(1).required(),
}).id('OwnUser');

export const deletedSchema = Joi.object({ id: uuid().required() }).id('DeletedUser');
