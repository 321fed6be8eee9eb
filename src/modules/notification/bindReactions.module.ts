import type { Bind } from '../../core/kit';
import { FindAccount } from '../user';
import { Directory } from './application/Directory';
import { Notify } from './application/Notify';
import { NotifyGiverWhenOwnershipTransferred } from './application/NotifyGiverWhenOwnershipTransferred';
import { NotifyInviteeWhenInvited } from './application/NotifyInviteeWhenInvited';
import { NotifyInWorkspace } from './application/NotifyInWorkspace';
import { NotifyLeadersWhenMemberJoined } from './application/NotifyLeadersWhenMemberJoined';
import { NotifyMemberWhenRemoved } from './application/NotifyMemberWhenRemoved';
import { NotifyMemberWhenRoleChanged } from './application/NotifyMemberWhenRoleChanged';
import { NotifyMemberWhenStatusChanged } from './application/NotifyMemberWhenStatusChanged';
import { NotifyOwnersWhenWorkspaceChanged } from './application/NotifyOwnersWhenWorkspaceChanged';
import { NotifyPersonWhenAccountChanged } from './application/NotifyPersonWhenAccountChanged';
import { NotifyTakerWhenOwnershipOffered } from './application/NotifyTakerWhenOwnershipOffered';

/** What makes notifications of events. */
export function bindReactions(bind: Bind): void {
  bind(
    NotifyInviteeWhenInvited,
    (get) => new NotifyInviteeWhenInvited(get(FindAccount), get(Directory), get(NotifyInWorkspace)),
  );
  bind(
    NotifyLeadersWhenMemberJoined,
    (get) => new NotifyLeadersWhenMemberJoined(get(Directory), get(NotifyInWorkspace)),
  );
  bind(NotifyMemberWhenRoleChanged, (get) => new NotifyMemberWhenRoleChanged(get(NotifyInWorkspace)));
  bind(NotifyMemberWhenStatusChanged, (get) => new NotifyMemberWhenStatusChanged(get(NotifyInWorkspace)));
  bind(NotifyMemberWhenRemoved, (get) => new NotifyMemberWhenRemoved(get(NotifyInWorkspace)));
  bind(
    NotifyTakerWhenOwnershipOffered,
    (get) => new NotifyTakerWhenOwnershipOffered(get(Directory), get(NotifyInWorkspace)),
  );
  bind(
    NotifyGiverWhenOwnershipTransferred,
    (get) => new NotifyGiverWhenOwnershipTransferred(get(Directory), get(NotifyInWorkspace)),
  );
  bind(
    NotifyOwnersWhenWorkspaceChanged,
    (get) => new NotifyOwnersWhenWorkspaceChanged(get(Directory), get(NotifyInWorkspace)),
  );
  bind(NotifyPersonWhenAccountChanged, (get) => new NotifyPersonWhenAccountChanged(get(Notify)));
}
