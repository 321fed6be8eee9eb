import { Cache } from '../../core/application/Cache';
import { Clock } from '../../core/application/Clock';
import { Invalidations } from '../../core/application/Invalidations';
import { Ledger } from '../../core/application/Ledger';
import { Random } from '../../core/application/Random';
import { Tenancies } from '../../core/application/Tenancies';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import { defineModule } from '../../core/kit';
import { AdmitMember } from './application/AdmitMember';
import { ChooseWorkspace } from './application/ChooseWorkspace';
import { FoundWorkspace } from './application/FoundWorkspace';
import { KnownTenancies } from './application/KnownTenancies';
import { SignInWorkspaces } from './application/SignInWorkspaces';
import { WorkspaceDetails } from './application/WorkspaceDetails';
import { MembershipRepository } from './domain/MembershipRepository';
import { WorkspaceRepository } from './domain/WorkspaceRepository';
import { CachedTenancies } from './infrastructure/CachedTenancies';
import { MembershipModel } from './infrastructure/MembershipModel';
import { SequelizeWorkspaceRepository } from './infrastructure/SequelizeWorkspaceRepository';
import { SqlMembershipRepository } from './infrastructure/SqlMembershipRepository';
import { SqlSignInWorkspaces } from './infrastructure/SqlSignInWorkspaces';
import { SqlWorkspaceDetails } from './infrastructure/SqlWorkspaceDetails';
import { WorkspaceModel } from './infrastructure/WorkspaceModel';

export const workspaceModule = defineModule({
  name: 'workspace',
  permissions: {
    'members.invite': 'Invite people into the workspace',
    'members.remove': 'Remove members from the workspace',
    'workspaces.manage': 'Change the workspace',
    'workspaces.delete': 'Delete the workspace',
    'workspaces.transfer': 'Offer the ownership to somebody else',
    'audit.read': 'Read the audit log of the workspace',
    'webhooks.manage': 'Manage the webhooks of the workspace',
  },
  events: {
    'workspace:created': {
      summary: 'A workspace was founded.',
      audience: 'audit',
      audit: 'workspace.created',
      fields: {
        name: { type: 'string', description: 'Its name' },
        slug: { type: 'string', description: 'Its unique slug' },
      },
    },
    'workspace:member:joined': {
      summary: 'Somebody became a member.',
      audience: 'workspace',
      audit: 'member.joined',
      fields: {
        userId: { type: 'uuid', description: 'The new member' },
        role: { type: 'string', description: 'Their built-in role' },
      },
    },
  },
  mails: {},
  endpoints: [],
  reactions: [],
  jobs: [],
  tables: ['workspaces', 'memberships'],
  models: [WorkspaceModel, MembershipModel],
  services: [],
  bind(bind) {
    bind(WorkspaceRepository, (get) => new SequelizeWorkspaceRepository(get(Database), get(Ledger)));
    bind(SignInWorkspaces, (get) => new SqlSignInWorkspaces(get(Database)));
    bind(
      CachedTenancies,
      (get) => new CachedTenancies(get(ScopedReader), get(Cache), get(Invalidations), get(Database)),
    );
    bind(Tenancies, (get) => get(CachedTenancies));
    bind(KnownTenancies, (get) => get(CachedTenancies));
    bind(MembershipRepository, (get) => new SqlMembershipRepository(get(Database)));
    bind(
      AdmitMember,
      (get) => new AdmitMember(get(MembershipRepository), get(KnownTenancies), get(Ledger), get(Clock)),
    );
    bind(WorkspaceDetails, (get) => new SqlWorkspaceDetails(get(ScopedReader)));
    bind(FoundWorkspace, (get) => new FoundWorkspace(get(WorkspaceRepository), get(Random), get(Clock)));
    bind(ChooseWorkspace, (get) => new ChooseWorkspace(get(SignInWorkspaces)));
  },
});
