import { AccessPolicy } from '../../core/application/AccessPolicy';
import { Ledger } from '../../core/application/Ledger';
import { PermissionDefinitions } from '../../core/application/PermissionDefinitions';
import { Random } from '../../core/application/Random';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import { defineModule } from '../../core/kit';
import { AssignableRoles } from './application/AssignableRoles';
import { CheckPermission } from './application/CheckPermission';
import { CreateRole } from './application/CreateRole';
import { CustomRoleList } from './application/CustomRoleList';
import { DeleteRole } from './application/DeleteRole';
import { EditRole } from './application/EditRole';
import { KnownPermissions } from './application/KnownPermissions';
import { PreviewRole } from './application/PreviewRole';
import { ReadRoles } from './application/ReadRoles';
import { RightsNow } from './application/RightsNow';
import { RoleHolders } from './application/RoleHolders';
import { RoleAccessPolicy } from './application/RoleAccessPolicy';
import { Standings } from './application/Standings';
import './domain/permissions';
import { RoleRepository } from './domain/RoleRepository';
import { PermissionTable } from './infrastructure/PermissionTable';
import { SqlAssignableRoles } from './infrastructure/SqlAssignableRoles';
import { SqlCustomRoleList } from './infrastructure/SqlCustomRoleList';
import { SqlRoleRepository } from './infrastructure/SqlRoleRepository';
import { permissionCheckEndpoints } from './presentation/permissionCheck.routes';
import { permissionEndpoints } from './presentation/permissions.routes';
import { rolePreviewEndpoints } from './presentation/rolePreview.routes';
import { roleEndpoints } from './presentation/roles.routes';
import { roleEvents } from './role.events';
import { roleRetention } from './role.retention';

export const roleModule = defineModule({
  name: 'role',
  permissions: {
    'roles.assign': 'Give members roles below your own',
    'roles.manage': 'Create, change and delete roles of the workspace',
  },
  events: roleEvents,
  mails: {},
  endpoints: [...permissionEndpoints, ...permissionCheckEndpoints, ...roleEndpoints, ...rolePreviewEndpoints],
  reactions: [],
  jobs: [],
  tables: ['roles', 'permissions', 'role_permissions'],
  retention: roleRetention,
  models: [],
  services: [PermissionTable],
  bind(bind) {
    bind(AccessPolicy, () => new RoleAccessPolicy());
    bind(KnownPermissions, (get) => new KnownPermissions(get(PermissionDefinitions)));
    bind(
      PermissionTable,
      (get) => new PermissionTable(get(UnitOfWork), get(Database), get(PermissionDefinitions)),
    );
    bind(RoleRepository, (get) => new SqlRoleRepository(get(Database), get(Ledger), get(KnownPermissions)));
    bind(CustomRoleList, (get) => new SqlCustomRoleList(get(ScopedReader), get(KnownPermissions)));
    bind(AssignableRoles, (get) => new SqlAssignableRoles(get(Database), get(KnownPermissions)));
    bind(ReadRoles, (get) => new ReadRoles(get(CustomRoleList)));
    bind(
      CreateRole,
      (get) =>
        new CreateRole(
          get(UnitOfWork),
          get(RoleRepository),
          get(KnownPermissions),
          get(RightsNow),
          get(Random),
        ),
    );
    bind(
      EditRole,
      (get) =>
        new EditRole(
          get(UnitOfWork),
          get(RoleRepository),
          get(KnownPermissions),
          get(RightsNow),
          get(RoleHolders),
        ),
    );
    bind(
      PreviewRole,
      (get) => new PreviewRole(get(UnitOfWork), get(ReadRoles), get(KnownPermissions), get(RoleHolders)),
    );
    bind(
      CheckPermission,
      (get) => new CheckPermission(get(Standings), get(AccessPolicy), get(KnownPermissions)),
    );
    bind(DeleteRole, (get) => new DeleteRole(get(UnitOfWork), get(RoleRepository), get(RightsNow)));
  },
});
