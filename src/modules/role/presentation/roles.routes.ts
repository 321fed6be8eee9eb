import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import {
  created,
  endpoint,
  may,
  member,
  notFound,
  ok,
  pageAnswer,
  pageOf,
  pageQuery,
} from '../../../core/kit';
import { CreateRole, type NewRole } from '../application/CreateRole';
import { DeleteRole } from '../application/DeleteRole';
import { EditRole, type RoleChange } from '../application/EditRole';
import { ReadRoles } from '../application/ReadRoles';
import { done, doneSchema, permissionsSchema, roleNameSchema } from './role.schemas';
import { customRoleView, roleView, roleViewSchema } from './role.views';

const idOf = ({ roleId }: { roleId: string }) => asId<'role'>(roleId.toLowerCase());

const OWN = 'Whoever does it holds every permission of the role; `details` names one that is missing.';
const CHANGE_REFUSALS = ['ROLE_BUILT_IN', 'PRECONDITION_FAILED', 'VERSION_STALE'] as const;

const list = endpoint({
  method: 'get',
  path: '/workspaces/:workspaceId/roles',
  access: member,
  tag: 'Roles',
  summary: 'List the roles of a workspace',
  description: 'First the built-in ones, which have the same ids everywhere, then its own, oldest first.',
  query: pageQuery,
  responses: { 200: { description: 'Its roles', data: Joi.array().items(roleViewSchema) } },
  uses: { roles: ReadRoles },
  async handle({ caller, tenancy, query }, { roles }) {
    const found = await roles.page(tenancy.workspaceId, caller.userId, pageOf(query));
    const { data, meta } = pageAnswer(found, query.limit);
    return ok('Roles', data.map(roleView), { meta });
  },
});

const create = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/roles',
  access: may('roles.manage'),
  tag: 'Roles',
  summary: 'Make a role',
  description: `At most 100 in a workspace. ${OWN}`,
  takesIdempotencyKey: true,
  body: Joi.object<NewRole, true>({ name: roleNameSchema.required(), permissions: permissionsSchema }),
  responses: { 201: { description: 'The new role', data: roleViewSchema } },
  refusals: ['ROLE_NAME_TAKEN', 'ROLE_LIMIT'],
  uses: { createRole: CreateRole },
  async handle({ caller, tenancy, body }, { createRole }) {
    const role = await createRole.execute(caller, tenancy, body);
    return created('Role made', customRoleView(role), { version: role.version });
  },
});

const read = endpoint({
  method: 'get',
  path: '/workspaces/:workspaceId/roles/:roleId',
  access: member,
  tag: 'Roles',
  summary: 'Read a role',
  responses: { 200: { description: 'The role', data: roleViewSchema } },
  uses: { roles: ReadRoles },
  async handle({ caller, tenancy, params }, { roles }) {
    const role = await roles.find(tenancy.workspaceId, caller.userId, idOf(params));
    if (!role) throw notFound();
    return ok('Role', roleView(role), { version: role.version });
  },
});

const edit = endpoint({
  method: ['put', 'patch'],
  path: '/workspaces/:workspaceId/roles/:roleId',
  access: may('roles.manage'),
  tag: 'Roles',
  summary: 'Rename a role, or change what it permits',
  description: `Changes the fields that are named. ${OWN} \`If-Match\` refuses when somebody changed the role meanwhile.`,
  body: Joi.object<RoleChange, true>({ name: roleNameSchema, permissions: permissionsSchema }).min(1),
  responses: { 200: { description: 'The role as it is now', data: roleViewSchema } },
  refusals: [...CHANGE_REFUSALS, 'ROLE_NAME_TAKEN'],
  uses: { editRole: EditRole },
  async handle({ caller, tenancy, params, body, ifVersion }, { editRole }) {
    const role = await editRole.execute(caller, tenancy, idOf(params), body, ifVersion);
    return ok('Role changed', customRoleView(role), { version: role.version });
  },
});

const setPermissions = endpoint({
  method: 'put',
  path: '/workspaces/:workspaceId/roles/:roleId/permissions',
  access: may('roles.manage'),
  tag: 'Roles',
  summary: 'Set what a role permits',
  description: `The list replaces the one before, for every member with the role, at once. ${OWN}`,
  body: Joi.object<{ permissions: string[] }, true>({ permissions: permissionsSchema.required() }),
  responses: { 200: { description: 'The role as it is now', data: roleViewSchema } },
  refusals: CHANGE_REFUSALS,
  uses: { editRole: EditRole },
  async handle({ caller, tenancy, params, body, ifVersion }, { editRole }) {
    const role = await editRole.execute(caller, tenancy, idOf(params), body, ifVersion);
    return ok('Permissions set', customRoleView(role), { version: role.version });
  },
});

const remove = endpoint({
  method: 'delete',
  path: '/workspaces/:workspaceId/roles/:roleId',
  access: may('roles.manage'),
  tag: 'Roles',
  summary: 'Delete a role',
  description: `Only while no member has it. ${OWN}`,
  responses: { 200: { description: 'It is gone', data: doneSchema } },
  refusals: ['ROLE_BUILT_IN', 'PRECONDITION_FAILED', 'ROLE_IN_USE'],
  uses: { deleteRole: DeleteRole },
  async handle({ caller, tenancy, params, ifVersion }, { deleteRole }) {
    await deleteRole.execute(caller, tenancy, idOf(params), ifVersion);
    return ok('Role deleted', done);
  },
});

export const roleEndpoints = [list, create, read, edit, setPermissions, remove];
