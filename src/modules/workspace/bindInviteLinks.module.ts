import { Clock } from '../../core/application/Clock';
import { FrontendLinks } from '../../core/application/FrontendLinks';
import { Ledger } from '../../core/application/Ledger';
import { Random } from '../../core/application/Random';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { FindAccount } from '../user';
import { AdmitMember } from './application/AdmitMember';
import { DemandInviter } from './application/DemandInviter';
import { InviteLinkList } from './application/InviteLinkList';
import { JoinByLink } from './application/JoinByLink';
import { JoinByLinkWhenEmailVerified } from './application/JoinByLinkWhenEmailVerified';
import { LinkGuests } from './application/LinkGuests';
import { MakeInviteLink } from './application/MakeInviteLink';
import { PreviewLink } from './application/PreviewLink';
import { RevokeInviteLink } from './application/RevokeInviteLink';
import { WaitForVerification } from './application/WaitForVerification';
import { WorkspaceDetails } from './application/WorkspaceDetails';
import { InviteLinkRepository } from './domain/InviteLinkRepository';
import { MembershipRepository } from './domain/MembershipRepository';
import { SqlInviteLinkList } from './infrastructure/SqlInviteLinkList';
import { SqlInviteLinkRepository } from './infrastructure/SqlInviteLinkRepository';
import { SqlLinkGuests } from './infrastructure/SqlLinkGuests';

export function bindInviteLinks(bind: Bind): void {
  bind(InviteLinkRepository, (get) => new SqlInviteLinkRepository(get(Database), get(Ledger)));
  bind(InviteLinkList, (get) => new SqlInviteLinkList(get(ScopedReader), get(Clock)));
  bind(
    MakeInviteLink,
    (get) =>
      new MakeInviteLink(
        get(UnitOfWork),
        get(MembershipRepository),
        get(InviteLinkRepository),
        get(FrontendLinks),
        get(Random),
        get(Clock),
      ),
  );
  bind(
    RevokeInviteLink,
    (get) =>
      new RevokeInviteLink(get(UnitOfWork), get(MembershipRepository), get(InviteLinkRepository), get(Clock)),
  );
  bindJoining(bind);
}

function bindJoining(bind: Bind): void {
  bind(LinkGuests, (get) => new SqlLinkGuests(get(Database), get(InviteLinkRepository)));
  bind(
    PreviewLink,
    (get) =>
      new PreviewLink(get(InviteLinkRepository), get(DemandInviter), get(WorkspaceDetails), get(Clock)),
  );
  bind(
    JoinByLink,
    (get) =>
      new JoinByLink(
        get(MembershipRepository),
        get(InviteLinkRepository),
        get(DemandInviter),
        get(AdmitMember),
        get(Clock),
      ),
  );
  bind(
    WaitForVerification,
    (get) => new WaitForVerification(get(InviteLinkRepository), get(LinkGuests), get(Clock)),
  );
  bind(
    JoinByLinkWhenEmailVerified,
    (get) => new JoinByLinkWhenEmailVerified(get(LinkGuests), get(FindAccount), get(JoinByLink)),
  );
}
