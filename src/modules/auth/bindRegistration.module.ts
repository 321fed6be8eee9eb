import { Ledger } from '../../core/application/Ledger';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import type { Bind } from '../../core/kit';
import { FindAccount } from '../user';
import { JoinByInvitation, PreviewInvitation } from '../workspace';
import { EndSessions } from './application/EndSessions';
import { OneTimeTokens } from './application/OneTimeTokens';
import { RegisterAccount } from './application/RegisterAccount';
import { RegisterInvited } from './application/RegisterInvited';

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
        get(FindAccount),
        get(EndSessions),
        get(OneTimeTokens),
        get(Ledger),
      ),
  );
}
