import { Clock } from '../../core/application/Clock';
import { Ledger } from '../../core/application/Ledger';
import { PasswordConfirmation } from '../../core/application/PasswordConfirmation';
import { Post } from '../../core/application/Post';
import { Random } from '../../core/application/Random';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import type { Bind } from '../../core/kit';
import { FindAccount } from '../user';
import { KnownTenancies, SecondFactors } from '../workspace';
import { CheckPassword } from './application/CheckPassword';
import { ConfirmTotp } from './application/ConfirmTotp';
import { CountedCheck } from './application/CountedCheck';
import { Credentials } from './application/Credentials';
import { EndSessions } from './application/EndSessions';
import { EnrolTotp } from './application/EnrolTotp';
import { IssueRecoveryCodes } from './application/IssueRecoveryCodes';
import { MailNoticeWhenMfaChanged } from './application/MailNoticeWhenMfaChanged';
import { QrCodes } from './application/QrCodes';
import { RecoveryCodes } from './application/RecoveryCodes';
import { RemoveMfa } from './application/RemoveMfa';
import { RenewRecoveryCodes } from './application/RenewRecoveryCodes';
import { SecondFactor } from './application/SecondFactor';
import { Totp } from './application/Totp';
import { TotpFactors } from './application/TotpFactors';
import { TurnOffMfa } from './application/TurnOffMfa';

/** The second factor: turning it on, using it, turning it off. */
export function bindMfa(bind: Bind): void {
  bind(
    SecondFactor,
    (get) => new SecondFactor(get(TotpFactors), get(RecoveryCodes), get(Totp), get(Clock), get(Ledger)),
  );
  bind(SecondFactors, (get) => ({ isOn: (userId) => get(TotpFactors).isOn(userId) }));
  bind(IssueRecoveryCodes, (get) => new IssueRecoveryCodes(get(RecoveryCodes), get(Random)));
  bind(MailNoticeWhenMfaChanged, (get) => new MailNoticeWhenMfaChanged(get(Post)));
  bind(
    EnrolTotp,
    (get) =>
      new EnrolTotp(
        get(UnitOfWork),
        get(PasswordConfirmation),
        get(TotpFactors),
        get(Totp),
        get(QrCodes),
        get(Random),
      ),
  );
  bind(
    ConfirmTotp,
    (get) =>
      new ConfirmTotp(
        get(UnitOfWork),
        get(TotpFactors),
        get(Totp),
        get(Credentials),
        get(CountedCheck),
        get(IssueRecoveryCodes),
        get(EndSessions),
        get(KnownTenancies),
        get(Ledger),
        get(Clock),
      ),
  );
  bindChanges(bind);
}

function bindChanges(bind: Bind): void {
  bind(
    TurnOffMfa,
    (get) =>
      new TurnOffMfa(
        get(UnitOfWork),
        get(Credentials),
        get(CheckPassword),
        get(SecondFactor),
        get(TotpFactors),
        get(KnownTenancies),
        get(Ledger),
      ),
  );
  bind(
    RemoveMfa,
    (get) =>
      new RemoveMfa(get(UnitOfWork), get(FindAccount), get(TotpFactors), get(KnownTenancies), get(Ledger)),
  );
  bind(
    RenewRecoveryCodes,
    (get) =>
      new RenewRecoveryCodes(
        get(UnitOfWork),
        get(PasswordConfirmation),
        get(CountedCheck),
        get(SecondFactor),
        get(TotpFactors),
        get(IssueRecoveryCodes),
        get(Ledger),
      ),
  );
}
