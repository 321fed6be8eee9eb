import { Cache } from '../../core/application/Cache';
import { Clock } from '../../core/application/Clock';
import { Invalidations } from '../../core/application/Invalidations';
import { Ledger } from '../../core/application/Ledger';
import { Tenancies } from '../../core/application/Tenancies';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { AccountDeletionGuard, WorkspacePeople } from '../user';
import { actorOf } from './application/Actor';
import { AdmitMember } from './application/AdmitMember';
import { ChangeMember } from './application/ChangeMember';
import { ExportMemberships } from './application/ExportMemberships';
import { KnownTenancies } from './application/KnownTenancies';
import { LeaveEveryWorkspace } from './application/LeaveEveryWorkspace';
import { LeaveWorkspace } from './application/LeaveWorkspace';
import { MemberChanges } from './application/MemberChanges';
import { MemberList } from './application/MemberList';
import { RemoveMember } from './application/RemoveMember';
import { MembershipRepository } from './domain/MembershipRepository';
import { CachedTenancies } from './infrastructure/CachedTenancies';
import { SqlExportMemberships } from './infrastructure/SqlExportMemberships';
import { SqlMemberList } from './infrastructure/SqlMemberList';
import { SqlMembershipRepository } from './infrastructure/SqlMembershipRepository';

/** Who belongs to a workspace. */
export function bindMembers(bind: Bind): void {
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
  bind(
    MemberChanges,
    (get) => new MemberChanges(get(MembershipRepository), get(KnownTenancies), get(Ledger)),
  );
  bind(ExportMemberships, (get) => new SqlExportMemberships(get(ScopedReader)));
  bind(MemberList, (get) => new SqlMemberList(get(ScopedReader)));
  bind(ChangeMember, (get) => new ChangeMember(get(UnitOfWork), get(MemberChanges)));
  bind(RemoveMember, (get) => new RemoveMember(get(UnitOfWork), get(MemberChanges)));
  bind(LeaveWorkspace, (get) => new LeaveWorkspace(get(UnitOfWork), get(MemberChanges)));
  bind(AccountDeletionGuard, (get) => new LeaveEveryWorkspace(get(MembershipRepository), get(MemberChanges)));
  bind(WorkspacePeople, (get) => ({
    remove: (caller, tenancy, userId) => get(RemoveMember).execute(actorOf(caller, tenancy), userId),
  }));
}
