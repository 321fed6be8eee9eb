import { Ledger } from '../../core/application/Ledger';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { AssignableRoles, RightsNow, RoleHolders, Standings } from '../role';
import { KnownTenancies } from './application/KnownTenancies';
import { MemberChanges } from './application/MemberChanges';
import { SetMemberRoles } from './application/SetMemberRoles';
import { MemberRoles } from './domain/MemberRoles';
import { SqlMemberRoles } from './infrastructure/SqlMemberRoles';
import { SqlRightsNow } from './infrastructure/SqlRightsNow';
import { SqlRoleHolders } from './infrastructure/SqlRoleHolders';
import { SqlStandings } from './infrastructure/SqlStandings';

/** Which members have which custom roles. */
export function bindMemberRoles(bind: Bind): void {
  bind(MemberRoles, (get) => new SqlMemberRoles(get(Database)));
  bind(RoleHolders, (get) => new SqlRoleHolders(get(Database), get(KnownTenancies)));
  bind(RightsNow, (get) => new SqlRightsNow(get(Database)));
  bind(Standings, (get) => new SqlStandings(get(ScopedReader)));
  bind(
    SetMemberRoles,
    (get) =>
      new SetMemberRoles(
        get(UnitOfWork),
        get(MemberChanges),
        get(AssignableRoles),
        get(MemberRoles),
        get(RightsNow),
        get(KnownTenancies),
        get(Ledger),
      ),
  );
}
