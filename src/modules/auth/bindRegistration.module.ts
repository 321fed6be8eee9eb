import { AccessPolicy } from '../../core/application/AccessPolicy';
import { Tenancies } from '../../core/application/Tenancies';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { guards, platformTrail, type Bind } from '../../core/kit';
import { OpenAccount } from '../user';
import {
  AdmitMember,
  JoinByInvitation,
  PreviewInvitation,
  SignInWorkspaces,
  WaitForVerification,
} from '../workspace';
import { DispossessAccount } from './application/DispossessAccount';
import { MailToken } from './application/MailToken';
import { RegisterAccount } from './application/RegisterAccount';
import { RegisterByAdmin } from './application/RegisterByAdmin';
import { RegisterByLink } from './application/RegisterByLink';
import { RegisterInvited } from './application/RegisterInvited';
import { CallerIfAny } from './presentation/CallerIfAny';

/** Registrations that somebody else has a hand in. */
export function bindRegistration(bind: Bind): void {
  bind(
    RegisterInvited,
    (get) =>
      new RegisterInvited(
        get(PreviewInvitation),
        get(JoinByInvitation),
        get(RegisterAccount),
        get(RegisterByLink),
        get(DispossessAccount),
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
