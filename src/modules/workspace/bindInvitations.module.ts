import { AccessPolicy } from '../../core/application/AccessPolicy';
import { Clock } from '../../core/application/Clock';
import { Ledger } from '../../core/application/Ledger';
import { Post } from '../../core/application/Post';
import { Random } from '../../core/application/Random';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { ConfirmEmail, FindAccount } from '../user';
import { AcceptInvitation } from './application/AcceptInvitation';
import { AdmitMember } from './application/AdmitMember';
import { DeclineInvitation } from './application/DeclineInvitation';
import { DemandInviter } from './application/DemandInviter';
import { InvitationList } from './application/InvitationList';
import { InvitationQuota } from './application/InvitationQuota';
import { InviteMember } from './application/InviteMember';
import { InviteMembers } from './application/InviteMembers';
import { JoinByInvitation } from './application/JoinByInvitation';
import { JoinByLink } from './application/JoinByLink';
import { MailInvitation } from './application/MailInvitation';
import { PreviewInvitation } from './application/PreviewInvitation';
import { PreviewLink } from './application/PreviewLink';
import { ResendInvitation } from './application/ResendInvitation';
import { RevokeInvitation } from './application/RevokeInvitation';
import { WorkspaceDetails } from './application/WorkspaceDetails';
import { InvitationRepository } from './domain/InvitationRepository';
import { InviteLinkRepository } from './domain/InviteLinkRepository';
import { MemberRoles } from './domain/MemberRoles';
import { MembershipRepository } from './domain/MembershipRepository';
import { SqlInvitationList } from './infrastructure/SqlInvitationList';
import { SqlInvitationQuota } from './infrastructure/SqlInvitationQuota';
import { SqlInvitationRepository } from './infrastructure/SqlInvitationRepository';

export function bindInvitations(bind: Bind): void {
  bindSending(bind);
  bindAccepting(bind);
}

function bindSending(bind: Bind): void {
  bind(InvitationRepository, (get) => new SqlInvitationRepository(get(Database), get(Ledger)));
  bind(InvitationList, (get) => new SqlInvitationList(get(ScopedReader), get(Clock)));
  bind(InvitationQuota, (get) => new SqlInvitationQuota(get(Database)));
  bind(MailInvitation, (get) => new MailInvitation(get(FindAccount), get(Post)));
  bind(
    InviteMember,
    (get) =>
      new InviteMember(
        get(UnitOfWork),
        get(WorkspaceDetails),
        get(MembershipRepository),
        get(InvitationRepository),
        get(InvitationQuota),
        get(FindAccount),
        get(MailInvitation),
        get(Random),
        get(Clock),
      ),
  );
  bind(InviteMembers, (get) => new InviteMembers(get(InviteMember)));
  bind(
    RevokeInvitation,
    (get) => new RevokeInvitation(get(UnitOfWork), get(MembershipRepository), get(InvitationRepository)),
  );
  bind(
    ResendInvitation,
    (get) =>
      new ResendInvitation(
        get(UnitOfWork),
        get(MembershipRepository),
        get(InvitationRepository),
        get(InvitationQuota),
        get(MailInvitation),
        get(Random),
        get(Clock),
      ),
  );
}

function bindAccepting(bind: Bind): void {
  bind(
    DemandInviter,
    (get) =>
      new DemandInviter(get(MembershipRepository), get(MemberRoles), get(FindAccount), get(AccessPolicy)),
  );
  bind(
    JoinByInvitation,
    (get) =>
      new JoinByInvitation(
        get(MembershipRepository),
        get(InvitationRepository),
        get(DemandInviter),
        get(AdmitMember),
        get(ConfirmEmail),
        get(Clock),
      ),
  );
  bind(
    AcceptInvitation,
    (get) =>
      new AcceptInvitation(
        get(UnitOfWork),
        get(FindAccount),
        get(InviteLinkRepository),
        get(JoinByInvitation),
        get(JoinByLink),
      ),
  );
  bind(
    DeclineInvitation,
    (get) =>
      new DeclineInvitation(
        get(UnitOfWork),
        get(MembershipRepository),
        get(InvitationRepository),
        get(Clock),
      ),
  );
  bind(
    PreviewInvitation,
    (get) =>
      new PreviewInvitation(
        get(UnitOfWork),
        get(InvitationRepository),
        get(DemandInviter),
        get(PreviewLink),
        get(FindAccount),
        get(WorkspaceDetails),
        get(Clock),
      ),
  );
}
