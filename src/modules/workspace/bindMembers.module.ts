import { Cache } from '../../core/application/Cache';
import { Clock } from '../../core/application/Clock';
import { Invalidations } from '../../core/application/Invalidations';
import { Ledger } from '../../core/application/Ledger';
import { Tenancies } from '../../core/application/Tenancies';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { AdmitMember } from './application/AdmitMember';
import { KnownTenancies } from './application/KnownTenancies';
import { MembershipRepository } from './domain/MembershipRepository';
import { CachedTenancies } from './infrastructure/CachedTenancies';
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
}
