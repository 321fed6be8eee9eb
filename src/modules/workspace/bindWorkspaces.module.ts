import { Clock } from '../../core/application/Clock';
import { Ledger } from '../../core/application/Ledger';
import { Random } from '../../core/application/Random';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { ChooseWorkspace } from './application/ChooseWorkspace';
import { CreateWorkspace } from './application/CreateWorkspace';
import { EditWorkspace } from './application/EditWorkspace';
import { FoundWorkspace } from './application/FoundWorkspace';
import { SignInWorkspaces } from './application/SignInWorkspaces';
import { WorkspaceDetails } from './application/WorkspaceDetails';
import { WorkspaceList } from './application/WorkspaceList';
import { WorkspaceRepository } from './domain/WorkspaceRepository';
import { SequelizeWorkspaceRepository } from './infrastructure/SequelizeWorkspaceRepository';
import { SqlSignInWorkspaces } from './infrastructure/SqlSignInWorkspaces';
import { SqlWorkspaceDetails } from './infrastructure/SqlWorkspaceDetails';
import { SqlWorkspaceList } from './infrastructure/SqlWorkspaceList';

/** Workspaces themselves: founding, reading, changing them. */
export function bindWorkspaces(bind: Bind): void {
  bind(WorkspaceRepository, (get) => new SequelizeWorkspaceRepository(get(Database), get(Ledger)));
  bind(SignInWorkspaces, (get) => new SqlSignInWorkspaces(get(Database)));
  bind(WorkspaceDetails, (get) => new SqlWorkspaceDetails(get(ScopedReader)));
  bind(WorkspaceList, (get) => new SqlWorkspaceList(get(ScopedReader)));
  bind(FoundWorkspace, (get) => new FoundWorkspace(get(WorkspaceRepository), get(Random), get(Clock)));
  bind(ChooseWorkspace, (get) => new ChooseWorkspace(get(SignInWorkspaces)));
  bind(CreateWorkspace, (get) => new CreateWorkspace(get(UnitOfWork), get(FoundWorkspace)));
  bind(EditWorkspace, (get) => new EditWorkspace(get(UnitOfWork), get(WorkspaceRepository), get(Clock)));
}
