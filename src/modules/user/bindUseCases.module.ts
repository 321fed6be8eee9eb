import { Clock } from '../../core/application/Clock';
import { Jobs } from '../../core/application/Jobs';
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
import { AvatarImages } from './application/AvatarImages';
import { AvatarStorage } from './application/AvatarStorage';
import { ChangeAccountStatus } from './application/ChangeAccountStatus';
import { ChangeEmail } from './application/ChangeEmail';
import { ChangeMyAvatar } from './application/ChangeMyAvatar';
import { ChangeMyProfile } from './application/ChangeMyProfile';
import { ChangePlatformRole } from './application/ChangePlatformRole';
import { CloseAccount } from './application/CloseAccount';
import { ConfirmEmail } from './application/ConfirmEmail';
import { DeleteAccount } from './application/DeleteAccount';
import { DeleteMyAccount } from './application/DeleteMyAccount';
import { DemandAnotherSuperAdmin } from './application/DemandAnotherSuperAdmin';
import { EraseAvatar } from './application/EraseAvatar';
import { EraseAvatarLater } from './application/EraseAvatarLater';
import { ExportMyData } from './application/ExportMyData';
import { ExportProfile } from './application/ExportProfile';
import { FindAccount } from './application/FindAccount';
import { MakeSuperAdmin } from './application/MakeSuperAdmin';
import { MyProfile } from './application/MyProfile';
import { NewAddressProof } from './application/NewAddressProof';
import { NoteSignIn } from './application/NoteSignIn';
import { OpenAccount } from './application/OpenAccount';
import { ReplaceAvatar } from './application/ReplaceAvatar';
import { RestoreAccount } from './application/RestoreAccount';
import { UserRepository } from './domain/UserRepository';

/** What the module can do. */
export function bindUseCases(bind: Bind): void {
  bind(
    OpenAccount,
    (get) => new OpenAccount(get(UserRepository), get(EraseAvatarLater), get(Random), get(Clock)),
  );
  bind(FindAccount, (get) => new FindAccount(get(UserRepository)));
  bind(MakeSuperAdmin, (get) => new MakeSuperAdmin(get(UserRepository), get(Clock)));
  bind(NoteSignIn, (get) => new NoteSignIn(get(UserRepository), get(Clock)));
  bind(ConfirmEmail, (get) => new ConfirmEmail(get(UserRepository), get(Clock)));
  bind(ChangeMyProfile, (get) => new ChangeMyProfile(get(UnitOfWork), get(UserRepository), get(Clock)));
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
  bind(ChangeEmail, (get) => new ChangeEmail(get(UserRepository), get(Post), get(Clock)));
  bindAvatars(bind);
  bindAccounts(bind);
}

function bindAvatars(bind: Bind): void {
  bind(EraseAvatarLater, (get) => new EraseAvatarLater(get(Jobs)));
  bind(EraseAvatar, (get) => new EraseAvatar(get(AvatarStorage)));
  bind(
    ReplaceAvatar,
    (get) => new ReplaceAvatar(get(UnitOfWork), get(UserRepository), get(EraseAvatarLater), get(Clock)),
  );
  bind(
    ChangeMyAvatar,
    (get) => new ChangeMyAvatar(get(AvatarImages), get(AvatarStorage), get(ReplaceAvatar), get(Random)),
  );
}

function bindAccounts(bind: Bind): void {
  bind(DemandAnotherSuperAdmin, (get) => new DemandAnotherSuperAdmin(get(UserRepository)));
  bind(
    CloseAccount,
    (get) =>
      new CloseAccount(
        get(UserRepository),
        get(DemandAnotherSuperAdmin),
        get(AccountDeletionGuard),
        get(AccountSessions),
        get(EraseAvatarLater),
        get(Clock),
      ),
  );
  bind(
    DeleteMyAccount,
    (get) =>
      new DeleteMyAccount(get(UnitOfWork), get(UserRepository), get(PasswordConfirmation), get(CloseAccount)),
  );
  bind(DeleteAccount, (get) => new DeleteAccount(get(UnitOfWork), get(UserRepository), get(CloseAccount)));
  bind(RestoreAccount, (get) => new RestoreAccount(get(UnitOfWork), get(UserRepository), get(Clock)));
  bind(
    ChangeAccountStatus,
    (get) =>
      new ChangeAccountStatus(
        get(UnitOfWork),
        get(UserRepository),
        get(DemandAnotherSuperAdmin),
        get(AccountSessions),
        get(Clock),
      ),
  );
  bind(
    ChangePlatformRole,
    (get) =>
      new ChangePlatformRole(
        get(UnitOfWork),
        get(UserRepository),
        get(PasswordConfirmation),
        get(MakeSuperAdmin),
        get(Post),
        get(Clock),
      ),
  );
}
