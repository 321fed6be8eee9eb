import { AccessPolicy } from '../../core/application/AccessPolicy';
import { Ledger } from '../../core/application/Ledger';
import { Tenancies } from '../../core/application/Tenancies';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { guards, platformTrail, type Bind } from '../../core/kit';
import { FindAccount, OpenAccount } from '../user';
import {
  AdmitMember,
  JoinByInvitation,
  LinkGuests,
  PreviewInvitation,
  SignInWorkspaces,
  WaitForVerification,
} from '../workspace';
import { EndSessions } from './application/EndSessions';
import { MailToken } from './application/MailToken';
import { OneTimeTokens } from './application/OneTimeTokens';
import { RegisterAccount } from './application/RegisterAccount';
import { RegisterByAdmin } from './application/RegisterByAdmin';
import { RegisterByLink } from './application/RegisterByLink';
import { RegisterInvited } from './application/RegisterInvited';
import { TotpFactors } from './application/TotpFactors';
import { CallerIfAny } from './presentation/CallerIfAny';

/** Registrations that somebody else has a hand in. */
export function bindRegistration(bind: Bind): void {
  bind(
    RegisterInvited,
    (get) =>
      new RegisterInvited(
        get(UnitOfWork),
        get(PreviewInvitation),
        get(JoinByInvitation),
        get(RegisterAccount),
        get(RegisterByLink),
        get(FindAccount),
        get(EndSessions),
        get(OneTimeTokens),
        get(TotpFactors),
        get(LinkGuests),
        get(Ledger),
      ),
  );
  bind(RegisterByLink, (get) => new RegisterByLink(get(RegisterAccount), get(WaitForVerification)));
  bind(CallerIfAny, (get) => new CallerIfAny(guards(get), platformTrail(get), get(Tenancies)));
  bind(
    RegisterByAdmin,
    (get) =>
      new RegisterByAdmin(
        get(UnitOfWork),
        get(Tenancies),
        get(AccessPolicy),
        get(OpenAccount),
        get(AdmitMember),
        get(SignInWorkspaces),
        get(MailToken),
      ),
  );
}
