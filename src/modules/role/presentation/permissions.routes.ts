import Joi from 'joi';
import { PermissionDefinitions } from '../../../core/application/PermissionDefinitions';
import { endpoint, ok, signedIn } from '../../../core/kit';
import { permissionsPage, permissionsQuery } from './permissionsPage';

const permissionSchema = Joi.object({
  name: Joi.string().required().example('members.invite'),
  description: Joi.string().required().description('What it lets one do.'),
}).id('Permission');

const list = endpoint({
  method: 'get',
  path: '/permissions',
  access: signedIn,
  tag: 'Roles',
  summary: 'List every permission there is',
  description: 'By name. Roles are made of them; a new module brings its own.',
  query: permissionsQuery,
  responses: { 200: { description: 'A page of the catalogue', data: Joi.array().items(permissionSchema) } },
  uses: { definitions: PermissionDefinitions },
  handle({ query }, { definitions }) {
    const { data, meta } = permissionsPage(definitions.all, query);
    return ok('Permissions', data, { meta });
  },
});

export const permissionEndpoints = [list];
