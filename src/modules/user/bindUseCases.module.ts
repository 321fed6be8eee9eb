import { Clock } from '../../core/application/Clock';
import { Ledger } from '../../core/application/Ledger';
import { PasswordConfirmation } from '../../core/application/PasswordConfirmation';
import { PersonalData } from '../../core/application/PersonalData';
import { Post } from '../../core/application/Post';
import { Random } from '../../core/application/Random';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import type { Bind } from '../../core/kit';
import { AccountDeletionGuard } from './application/AccountDeletionGuard';
import { AccountSessions } from './application/AccountSessions';
import { AskForNewEmail } from './application/AskForNewEmail';
import { ChangeAccountStatus } from './application/ChangeAccountStatus';
import { ChangeEmail } from './application/ChangeEmail';
import { ChangeMyProfile } from './application/ChangeMyProfile';
import { CloseAccount } from './application/CloseAccount';
import { ConfirmEmail } from './application/ConfirmEmail';
import { CurrentUser } from './application/CurrentUser';
import { DeleteAccount } from './application/DeleteAccount';
import { DeleteMyAccount } from './application/DeleteMyAccount';
import { ExportMyData } from './application/ExportMyData';
import { ExportProfile } from './application/ExportProfile';
import { FindAccount } from './application/FindAccount';
import { MakeSuperAdmin } from './application/MakeSuperAdmin';
import { MyProfile } from './application/MyProfile';
import { NewAddressProof } from './application/NewAddressProof';
import { NoteSignIn } from './application/NoteSignIn';
import { OpenAccount } from './application/OpenAccount';
import { RestoreAccount } from './application/RestoreAccount';
import { UserRepository } from './domain/UserRepository';

/** What the module can do. */
export function bindUseCases(bind: Bind): void {
  bind(OpenAccount, (get) => new OpenAccount(get(UserRepository), get(Random), get(Clock)));
  bind(FindAccount, (get) => new FindAccount(get(UserRepository)));
  bind(MakeSuperAdmin, (get) => new MakeSuperAdmin(get(UserRepository), get(CurrentUser), get(Clock)));
  bind(NoteSignIn, (get) => new NoteSignIn(get(UserRepository), get(Clock)));
  bind(ConfirmEmail, (get) => new ConfirmEmail(get(UserRepository), get(CurrentUser), get(Clock)));
  bind(
    ChangeMyProfile,
    (get) => new ChangeMyProfile(get(UnitOfWork), get(UserRepository), get(CurrentUser), get(Clock)),
  );
  bind(ExportProfile, (get) => new ExportProfile(get(MyProfile)));
  bind(ExportMyData, (get) => new ExportMyData(get(PersonalData), get(Ledger), get(Clock)));
  bind(
    AskForNewEmail,
    (get) =>
      new AskForNewEmail(
        get(UnitOfWork),
        get(UserRepository),
        get(PasswordConfirmation),
        get(NewAddressProof),
        get(Post),
        get(Ledger),
      ),
  );
  bind(ChangeEmail, (get) => new ChangeEmail(get(UserRepository), get(CurrentUser), get(Post), get(Clock)));
  bindAccounts(bind);
}

function bindAccounts(bind: Bind): void {
  bind(
    CloseAccount,
    (get) =>
      new CloseAccount(
        get(UserRepository),
        get(AccountDeletionGuard),
        get(AccountSessions),
        get(CurrentUser),
        get(Clock),
      ),
  );
  bind(
    DeleteMyAccount,
    (get) =>
      new DeleteMyAccount(get(UnitOfWork), get(UserRepository), get(PasswordConfirmation), get(CloseAccount)),
  );
  bind(DeleteAccount, (get) => new DeleteAccount(get(UnitOfWork), get(UserRepository), get(CloseAccount)));
  bind(
    RestoreAccount,
    (get) => new RestoreAccount(get(UnitOfWork), get(UserRepository), get(CurrentUser), get(Clock)),
  );
  bind(
    ChangeAccountStatus,
    (get) =>
      new ChangeAccountStatus(
        get(UnitOfWork),
        get(UserRepository),
        get(AccountSessions),
        get(CurrentUser),
        get(Clock),
      ),
  );
}
