import { Cache } from '../../core/application/Cache';
import { Invalidations } from '../../core/application/Invalidations';
import { Ledger } from '../../core/application/Ledger';
import { SuperAdmins } from '../../core/application/SuperAdmins';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { CurrentUser } from './application/CurrentUser';
import { MyProfile } from './application/MyProfile';
import { People } from './application/People';
import { UserRepository } from './domain/UserRepository';
import { CachedCurrentUser } from './infrastructure/CachedCurrentUser';
import { SequelizeUserRepository } from './infrastructure/SequelizeUserRepository';
import { SqlMyProfile } from './infrastructure/SqlMyProfile';
import { SqlPeople } from './infrastructure/SqlPeople';
import { SqlSuperAdmins } from './infrastructure/SqlSuperAdmins';

/** Ports of the module and what stands behind them. */
export function bindAdapters(bind: Bind): void {
  bind(UserRepository, (get) => new SequelizeUserRepository(get(Ledger)));
  bind(CurrentUser, (get) => new CachedCurrentUser(get(ScopedReader), get(Cache), get(Invalidations)));
  bind(MyProfile, (get) => new SqlMyProfile(get(ScopedReader)));
  bind(People, (get) => new SqlPeople(get(ScopedReader)));
  bind(SuperAdmins, (get) => new SqlSuperAdmins(get(ScopedReader)));
}
