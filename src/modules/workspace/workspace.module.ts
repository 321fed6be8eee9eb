import { defineModule } from "../../core/kit";
import { bindMembers } from "./bindMembers.module";
import { bindWorkspaces } from "./bindWorkspaces.module";
import { MembershipModel } from "./infrastructure/MembershipModel";
import { WorkspaceModel } from "./infrastructure/WorkspaceModel";
import { memberEndpoints } from "./presentation/members.routes";
import { workspaceEndpoints } from "./presentation/workspace.routes";
import { workspaceEvents } from "./workspace.events";

export const workspaceModule = defineModule({
  name: "workspace",
  permissions: {
    "members.invite": "Invite people into the workspace",
    "members.remove": "Remove members from the workspace",
    "workspaces.manage": "Change the workspace",
    "workspaces.delete": "Delete the workspace",
    "workspaces.transfer": "Offer the ownership to somebody else",
    "audit.read": "Read the audit log of the workspace",
    "webhooks.manage": "Manage the webhooks of the workspace",
  },
  events: workspaceEvents,
  mails: {},
  endpoints: [...workspaceEndpoints, ...memberEndpoints],
  reactions: [],
  jobs: [],
  tables: ["workspaces", "memberships"],
  models: [WorkspaceModel, MembershipModel],
  services: [],
  bind(bind) {
    bindWorkspaces(bind);
    bindMembers(bind);
  },
});
