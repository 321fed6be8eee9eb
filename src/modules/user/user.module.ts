import { Cache } from '../../core/application/Cache';
import { Invalidations } from '../../core/application/Invalidations';
import { Clock } from '../../core/application/Clock';
import { Ledger } from '../../core/application/Ledger';
import { Random } from '../../core/application/Random';
import { SuperAdmins } from '../../core/application/SuperAdmins';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import { defineModule } from '../../core/kit';
import './domain/permissions';
import { ChangeMyProfile } from './application/ChangeMyProfile';
import { ConfirmEmail } from './application/ConfirmEmail';
import { CurrentUser } from './application/CurrentUser';
import { FindAccount } from './application/FindAccount';
import { MakeSuperAdmin } from './application/MakeSuperAdmin';
import { MyProfile } from './application/MyProfile';
import { NoteSignIn } from './application/NoteSignIn';
import { OpenAccount } from './application/OpenAccount';
import { People } from './application/People';
import { UserRepository } from './domain/UserRepository';
import { CachedCurrentUser } from './infrastructure/CachedCurrentUser';
import { SequelizeUserRepository } from './infrastructure/SequelizeUserRepository';
import { SqlMyProfile } from './infrastructure/SqlMyProfile';
import { SqlPeople } from './infrastructure/SqlPeople';
import { SqlSuperAdmins } from './infrastructure/SqlSuperAdmins';
import { UserModel } from './infrastructure/UserModel';
import { peopleEndpoints } from './presentation/people.routes';
import { userEndpoints } from './presentation/user.routes';

export const userModule = defineModule({
  name: 'user',
  permissions: {
    'users.read': 'See the people of the workspace',
    'users.create': 'Register people into the workspace',
    'users.update': 'Change members of the workspace',
    'users.delete': 'Take people out of the workspace',
  },
  events: {
    'user:registered': {
      summary: 'Somebody registered an account.',
      audience: 'internal',
      audit: 'user.registered',
      fields: { email: { type: 'string', description: 'Address of the account' } },
    },
    'user:profile-changed': {
      summary: 'Somebody changed their profile.',
      audience: 'audit',
      audit: 'user.profile-changed',
      fields: { changed: { type: 'strings', description: 'Names of the fields that changed' } },
    },
    'user:super-admin-made': {
      summary: 'An account became super admin of the platform.',
      audience: 'audit',
      audit: 'user.super-admin-made',
      fields: { email: { type: 'string', description: 'Address of the account' } },
    },
    'user:email-verified': {
      summary: 'Somebody showed that an address is theirs.',
      audience: 'audit',
      audit: 'user.email-verified',
      fields: { email: { type: 'string', description: 'The verified address' } },
    },
  },
  mails: {},
  endpoints: [...userEndpoints, ...peopleEndpoints],
  reactions: [],
  jobs: [],
  tables: ['users'],
  models: [UserModel],
  services: [],
  bind(bind) {
    bind(UserRepository, (get) => new SequelizeUserRepository(get(Ledger)));
    bind(CurrentUser, (get) => new CachedCurrentUser(get(ScopedReader), get(Cache), get(Invalidations)));
    bind(MyProfile, (get) => new SqlMyProfile(get(ScopedReader)));
    bind(People, (get) => new SqlPeople(get(ScopedReader)));
    bind(OpenAccount, (get) => new OpenAccount(get(UserRepository), get(Random), get(Clock)));
    bind(FindAccount, (get) => new FindAccount(get(UserRepository)));
    bind(MakeSuperAdmin, (get) => new MakeSuperAdmin(get(UserRepository), get(CurrentUser), get(Clock)));
    bind(SuperAdmins, (get) => new SqlSuperAdmins(get(ScopedReader)));
    bind(NoteSignIn, (get) => new NoteSignIn(get(UserRepository), get(Clock)));
    bind(ConfirmEmail, (get) => new ConfirmEmail(get(UserRepository), get(CurrentUser), get(Clock)));
    bind(
      ChangeMyProfile,
      (get) => new ChangeMyProfile(get(UnitOfWork), get(UserRepository), get(CurrentUser), get(Clock)),
    );
  },
});
