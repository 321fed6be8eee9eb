import Joi from 'joi';
import { created, uuid, type Answer } from '../../../core/kit';
import { ownUserSchema, ownUserView, type User } from '../../user';
import { roleSchema } from '../../workspace';
import type { AccountForAnother } from '../application/RegisterByAdmin';

export const registeredByAdminSchema = Joi.object({
  user: ownUserSchema.required(),
  userId: uuid().required(),
  email: Joi.string().email({ tlds: false, minDomainSegments: 1 }).required(),
  workspaceId: uuid().required(),
  role: roleSchema.required(),
}).id('RegisteredByAdmin');

export function registeredByAdmin(user: User, { workspaceId, role }: AccountForAnother): Answer {
  const { id: userId, email } = user.state;
  return created('Registered; a mail to choose a password is on its way', {
    user: ownUserView(user.state, user.version),
    ...{ userId, email, workspaceId, role },
  });
}
