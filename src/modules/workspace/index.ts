export type { WorkspaceEvents } from './domain/events';
export { AccessTokenIssuer, type SwitchedToken } from './application/AccessTokenIssuer';
export { ChooseWorkspace } from './application/ChooseWorkspace';
export { FoundWorkspace } from './application/FoundWorkspace';
export { JoinByInvitation } from './application/JoinByInvitation';
export { PreviewInvitation } from './application/PreviewInvitation';
export type { EnteredWorkspace } from './application/SignInWorkspaces';
export { WorkspaceDetails } from './application/WorkspaceDetails';
export { roleSchema, workspaceSchema, workspaceView } from './presentation/workspace.views';
