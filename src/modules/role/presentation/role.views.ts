import Joi from 'joi';
import { uuid } from '../../../core/presentation/schemas';
import type { ListedRole } from '../application/CustomRoleList';
import type { Role } from '../domain/Role';

export function roleView({ id, name, builtIn, permissions, version }: ListedRole) {
  return { id, name, builtIn, permissions, version };
}

export function customRoleView({ state: { id, name, permissions }, version }: Role) {
  return roleView({ id, name, builtIn: false, permissions, version });
}

export const roleViewSchema = Joi.object({
  id: uuid().required(),
  name: Joi.string().required(),
  builtIn: Joi.boolean().required().description('The same in every workspace, and not to be changed.'),
  permissions: Joi.array().items(Joi.string()).required(),
  version: Joi.number().integer().min(1).required(),
}).id('Role');
