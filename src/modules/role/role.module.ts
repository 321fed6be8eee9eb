import { AccessPolicy } from '../../core/application/AccessPolicy';
import { defineModule } from '../../core/kit';
import './domain/permissions';
import { RoleAccessPolicy } from './application/RoleAccessPolicy';

export const roleModule = defineModule({
  name: 'role',
  permissions: {
    'roles.assign': 'Give members roles below your own',
    'roles.manage': 'Create, change and delete roles of the workspace',
  },
  events: {},
  mails: {},
  endpoints: [],
  reactions: [],
  jobs: [],
  tables: [],
  models: [],
  services: [],
  bind(bind) {
    bind(AccessPolicy, () => new RoleAccessPolicy());
  },
});
