import { Clock } from '../../core/application/Clock';
import { EventFeed } from '../../core/application/EventFeed';
import { EventViews } from '../../core/application/EventViews';
import { Ledger } from '../../core/application/Ledger';
import { Random } from '../../core/application/Random';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { AccessTokenIssuer } from './application/AccessTokenIssuer';
import { ChangeSecurity } from './application/ChangeSecurity';
import { ChooseWorkspace } from './application/ChooseWorkspace';
import { CreateWorkspace } from './application/CreateWorkspace';
import { DemandRoomToOwn } from './application/DemandRoomToOwn';
import { DeleteWorkspace } from './application/DeleteWorkspace';
import { EditWorkspace } from './application/EditWorkspace';
import { FoundWorkspace } from './application/FoundWorkspace';
import { KnownTenancies } from './application/KnownTenancies';
import { MemberChanges } from './application/MemberChanges';
import { ReadEvents } from './application/ReadEvents';
import { RestoreWorkspace } from './application/RestoreWorkspace';
import { SecondFactors } from './application/SecondFactors';
import { SetWorkspaceStatus } from './application/SetWorkspaceStatus';
import { SignInWorkspaces } from './application/SignInWorkspaces';
import { SwitchWorkspace } from './application/SwitchWorkspace';
import { WorkspaceDetails } from './application/WorkspaceDetails';
import { WorkspaceList } from './application/WorkspaceList';
import { MembershipRepository } from './domain/MembershipRepository';
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
  bind(ReadEvents, (get) => new ReadEvents(get(EventFeed), get(EventViews)));
  bind(FoundWorkspace, (get) => new FoundWorkspace(get(WorkspaceRepository), get(Random), get(Clock)));
  bind(ChooseWorkspace, (get) => new ChooseWorkspace(get(SignInWorkspaces)));
  bind(DemandRoomToOwn, (get) => new DemandRoomToOwn(get(MembershipRepository)));
  bind(
    CreateWorkspace,
    (get) => new CreateWorkspace(get(UnitOfWork), get(DemandRoomToOwn), get(FoundWorkspace)),
  );
  bind(EditWorkspace, (get) => new EditWorkspace(get(UnitOfWork), get(WorkspaceRepository), get(Clock)));
  bind(
    SwitchWorkspace,
    (get) => new SwitchWorkspace(get(UnitOfWork), get(ChooseWorkspace), get(AccessTokenIssuer)),
  );
  bindLife(bind);
}

function bindLife(bind: Bind): void {
  bind(
    DeleteWorkspace,
    (get) => new DeleteWorkspace(get(UnitOfWork), get(WorkspaceRepository), get(KnownTenancies), get(Clock)),
  );
  bind(
    RestoreWorkspace,
    (get) =>
      new RestoreWorkspace(
        get(UnitOfWork),
        get(WorkspaceRepository),
        get(MembershipRepository),
        get(MemberChanges),
        get(KnownTenancies),
        get(DemandRoomToOwn),
        get(Clock),
      ),
  );
  bind(
    ChangeSecurity,
    (get) =>
      new ChangeSecurity(
        get(UnitOfWork),
        get(WorkspaceRepository),
        get(SecondFactors),
        get(KnownTenancies),
        get(Clock),
      ),
  );
  bind(
    SetWorkspaceStatus,
    (get) =>
      new SetWorkspaceStatus(get(UnitOfWork), get(WorkspaceRepository), get(KnownTenancies), get(Clock)),
  );
}
