import { Authenticator } from '../../core/application/Authenticator';
import { Clock } from '../../core/application/Clock';
import { Jobs } from '../../core/application/Jobs';
import { Ledger } from '../../core/application/Ledger';
import { Metrics } from '../../core/application/Metrics';
import { PasswordConfirmation } from '../../core/application/PasswordConfirmation';
import { Post } from '../../core/application/Post';
import { Random } from '../../core/application/Random';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import type { Bind } from '../../core/kit';
import {
  AccountSessions,
  ChangeEmail,
  ConfirmEmail,
  CurrentUser,
  FindAccount,
  MakeSuperAdmin,
  NewAddressProof,
  NoteSignIn,
  OpenAccount,
} from '../user';
import { AccessTokenIssuer, ChooseWorkspace, FoundWorkspace, LinkGuests } from '../workspace';
import { AccessTokens } from './application/AccessTokens';
import { ChangePassword } from './application/ChangePassword';
import { CheckPassword } from './application/CheckPassword';
import { ChoosePassword } from './application/ChoosePassword';
import { CommonPasswords } from './application/CommonPasswords';
import { ConfirmPassword } from './application/ConfirmPassword';
import { CountedCheck } from './application/CountedCheck';
import { CreateSuperAdmin } from './application/CreateSuperAdmin';
import { Credentials } from './application/Credentials';
import { DispossessAccount } from './application/DispossessAccount';
import { EndSessions } from './application/EndSessions';
import { IssuePasswordReset } from './application/IssuePasswordReset';
import { IssueVerification } from './application/IssueVerification';
import { HashingCapacity } from './application/HashingCapacity';
import { LiveSessions } from './application/LiveSessions';
import { LogIn } from './application/LogIn';
import { LoginThrottle } from './application/LoginThrottle';
import { MailNoticeWhenPasswordChanged } from './application/MailNoticeWhenPasswordChanged';
import { MailNoticeWhenSessionStolen } from './application/MailNoticeWhenSessionStolen';
import { MailToken } from './application/MailToken';
import { MailVerificationWhenUserRegistered } from './application/MailVerificationWhenUserRegistered';
import { OneTimeTokens } from './application/OneTimeTokens';
import { PasswordHasher } from './application/PasswordHasher';
import { Pause } from './application/Pause';
import { ProveNewAddress } from './application/ProveNewAddress';
import { RefreshSession } from './application/RefreshSession';
import { RefreshTokens } from './application/RefreshTokens';
import { RegisterAccount } from './application/RegisterAccount';
import { RegisterUser } from './application/RegisterUser';
import { RequestPasswordReset } from './application/RequestPasswordReset';
import { RequestVerification } from './application/RequestVerification';
import { ResetPassword } from './application/ResetPassword';
import { SecondFactor } from './application/SecondFactor';
import { SessionAccessTokens } from './application/SessionAccessTokens';
import { SessionAuthenticator } from './application/SessionAuthenticator';
import { SessionBearer } from './application/SessionBearer';
import { SessionStore } from './application/SessionStore';
import { SignUp } from './application/SignUp';
import { StartSession } from './application/StartSession';
import { TotpFactors } from './application/TotpFactors';
import { VerifyEmail } from './application/VerifyEmail';

/** What the module can do. */
/** How signing in by password ends: codes of refusals, in small letters. */
const LOGIN_OUTCOMES = [
  ...['success', 'error', 'invalid_credentials', 'account_locked', 'account_inactive', 'not_found'],
  ...['workspace_suspended', 'hashing_busy', 'database_unavailable', 'mfa_required', 'mfa_invalid'],
].map((outcome) => ({ outcome }));

export function bindUseCases(bind: Bind): void {
  bind(
    Authenticator,
    (get) => new SessionAuthenticator(get(AccessTokens), get(LiveSessions), get(CurrentUser)),
  );
  bind(SessionBearer, (get) => new SessionBearer(get(UnitOfWork), get(SessionStore), get(RefreshTokens)));
  bind(
    EndSessions,
    (get) => new EndSessions(get(UnitOfWork), get(SessionStore), get(LiveSessions), get(Ledger)),
  );
  bind(AccountSessions, (get) => ({ endAll: (userId) => get(EndSessions).allOf(userId, 'account') }));
  bind(
    StartSession,
    (get) =>
      new StartSession(
        get(SessionStore),
        get(LiveSessions),
        get(RefreshTokens),
        get(AccessTokens),
        get(ChooseWorkspace),
        get(NoteSignIn),
        get(Ledger),
        get(Random),
      ),
  );
  bind(AccessTokenIssuer, (get) => new SessionAccessTokens(get(SessionStore), get(AccessTokens)));
  bindSignUp(bind);
  bindSignIn(bind);
  bindPasswords(bind);
  bindMailed(bind);
}

function bindSignUp(bind: Bind): void {
  bind(
    RegisterAccount,
    (get) =>
      new RegisterAccount(
        get(UnitOfWork),
        get(OpenAccount),
        get(Credentials),
        get(ChoosePassword),
        get(StartSession),
        get(Post),
        get(Clock),
      ),
  );
  bind(SignUp, (get) => new SignUp(get(RegisterAccount), get(FoundWorkspace)));
  bind(
    DispossessAccount,
    (get) =>
      new DispossessAccount(
        get(EndSessions),
        get(OneTimeTokens),
        get(TotpFactors),
        get(LinkGuests),
        get(Ledger),
      ),
  );
  bind(
    CreateSuperAdmin,
    (get) =>
      new CreateSuperAdmin(
        get(UnitOfWork),
        get(FindAccount),
        get(OpenAccount),
        get(MakeSuperAdmin),
        get(Credentials),
        get(ChoosePassword),
        get(DispossessAccount),
      ),
  );
  bind(RegisterUser, (get) => new RegisterUser(get(RegisterAccount)));
}

function bindSignIn(bind: Bind): void {
  bind(
    LogIn,
    (get) =>
      new LogIn(
        get(UnitOfWork),
        get(Credentials),
        get(CheckPassword),
        get(PasswordHasher),
        get(SecondFactor),
        get(FindAccount),
        get(StartSession),
        get(Ledger),
        get(Metrics).counter('logins_total', 'Sign-ins by password.', ['outcome'], LOGIN_OUTCOMES),
        get(HashingCapacity),
      ),
  );
  bind(
    RefreshSession,
    (get) =>
      new RefreshSession(
        get(UnitOfWork),
        get(SessionStore),
        get(LiveSessions),
        get(RefreshTokens),
        get(AccessTokens),
        get(FindAccount),
        get(ChooseWorkspace),
        get(Ledger),
        get(Random),
      ),
  );
}

function bindPasswords(bind: Bind): void {
  bind(ChoosePassword, (get) => new ChoosePassword(get(CommonPasswords), get(PasswordHasher)));
  bind(CountedCheck, (get) => new CountedCheck(get(UnitOfWork), get(LoginThrottle), get(Ledger), get(Pause)));
  bind(
    CheckPassword,
    (get) => new CheckPassword(get(UnitOfWork), get(CountedCheck), get(PasswordHasher), get(SecondFactor)),
  );
  bind(
    PasswordConfirmation,
    (get) => new ConfirmPassword(get(UnitOfWork), get(Credentials), get(CheckPassword)),
  );
  bind(RequestPasswordReset, (get) => new RequestPasswordReset(get(Jobs)));
  bind(
    ResetPassword,
    (get) =>
      new ResetPassword(
        get(UnitOfWork),
        get(OneTimeTokens),
        get(FindAccount),
        get(ConfirmEmail),
        get(ChoosePassword),
        get(Credentials),
        get(LoginThrottle),
        get(EndSessions),
        get(TotpFactors),
        get(Ledger),
      ),
  );
  bind(
    ChangePassword,
    (get) =>
      new ChangePassword(
        get(UnitOfWork),
        get(FindAccount),
        get(Credentials),
        get(CheckPassword),
        get(ChoosePassword),
        get(OneTimeTokens),
        get(EndSessions),
        get(Ledger),
      ),
  );
}

function bindMailed(bind: Bind): void {
  bind(MailToken, (get) => new MailToken(get(OneTimeTokens), get(Post)));
  bind(IssuePasswordReset, (get) => new IssuePasswordReset(get(FindAccount), get(MailToken), get(Ledger)));
  bind(IssueVerification, (get) => new IssueVerification(get(FindAccount), get(MailToken)));
  bind(RequestVerification, (get) => new RequestVerification(get(Jobs)));
  bind(NewAddressProof, (get) => new ProveNewAddress(get(OneTimeTokens), get(Post)));
  bind(
    VerifyEmail,
    (get) =>
      new VerifyEmail(
        get(UnitOfWork),
        get(OneTimeTokens),
        get(ConfirmEmail),
        get(ChangeEmail),
        get(LiveSessions),
      ),
  );
  bind(
    MailVerificationWhenUserRegistered,
    (get) => new MailVerificationWhenUserRegistered(get(FindAccount), get(Credentials), get(MailToken)),
  );
  bind(MailNoticeWhenPasswordChanged, (get) => new MailNoticeWhenPasswordChanged(get(Post)));
  bind(MailNoticeWhenSessionStolen, (get) => new MailNoticeWhenSessionStolen(get(FindAccount), get(Post)));
}
