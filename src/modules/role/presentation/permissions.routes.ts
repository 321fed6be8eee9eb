import Joi from 'joi';
import { PermissionDefinitions } from '../../../core/application/PermissionDefinitions';
import { endpoint, ok, signedIn } from '../../../core/kit';

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
  description: 'All of them, by name. Roles are made of them; a new module brings its own.',
  responses: { 200: { description: 'The catalogue', data: Joi.array().items(permissionSchema) } },
  uses: { definitions: PermissionDefinitions },
  handle: (_call, { definitions }) => ok('Permissions', definitions.all),
});

export const permissionEndpoints = [list];
