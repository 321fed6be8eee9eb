import { join } from 'node:path';
import { Cache } from '../../core/application/Cache';
import { Invalidations } from '../../core/application/Invalidations';
import { Ledger } from '../../core/application/Ledger';
import { SuperAdmins } from '../../core/application/SuperAdmins';
import { Config } from '../../core/config/Config';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { AvatarImages } from './application/AvatarImages';
import { AvatarStorage } from './application/AvatarStorage';
import { CurrentUser } from './application/CurrentUser';
import { MyProfile } from './application/MyProfile';
import { People } from './application/People';
import { UserRepository } from './domain/UserRepository';
import { CachedCurrentUser } from './infrastructure/CachedCurrentUser';
import { DiskAvatarStorage } from './infrastructure/DiskAvatarStorage';
import { S3AvatarStorage } from './infrastructure/S3AvatarStorage';
import { SequelizeUserRepository } from './infrastructure/SequelizeUserRepository';
import { SharpAvatarImages } from './infrastructure/SharpAvatarImages';
import { SqlPeople } from './infrastructure/SqlPeople';
import { SqlSuperAdmins } from './infrastructure/SqlSuperAdmins';

/** Ports of the module and what stands behind them. */
export function bindAdapters(bind: Bind): void {
  bind(UserRepository, (get) => new SequelizeUserRepository(get(Ledger), get(Invalidations), get(Database)));
  bind(CachedCurrentUser, (get) => new CachedCurrentUser(get(ScopedReader), get(Cache)));
  bind(CurrentUser, (get) => get(CachedCurrentUser));
  bind(MyProfile, (get) => get(CachedCurrentUser));
  bind(People, (get) => new SqlPeople(get(ScopedReader)));
  bind(AvatarImages, () => new SharpAvatarImages());
  bind(AvatarStorage, (get) => avatarStorageFor(get(Config)));
  bind(SuperAdmins, (get) => new SqlSuperAdmins(get(ScopedReader)));
}

function avatarStorageFor({ s3, dataDir }: Config): AvatarStorage {
  return s3 === null ? new DiskAvatarStorage(join(dataDir, 'avatars')) : new S3AvatarStorage(s3);
}
