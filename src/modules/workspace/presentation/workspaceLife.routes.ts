import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { endpoint, may, ok, orPlatform, signedIn, superAdmin } from '../../../core/kit';
import { actorOf } from '../application/Actor';
import { DeleteWorkspace } from '../application/DeleteWorkspace';
import { RestoreWorkspace } from '../application/RestoreWorkspace';
import { SetWorkspaceStatus } from '../application/SetWorkspaceStatus';
import type { WorkspaceStatus } from '../domain/Workspace';
import { done, doneSchema, workspaceSchema, workspaceView } from './workspace.views';

const remove = endpoint({
  method: 'delete',
  path: '/workspaces/:workspaceId',
  access: may('workspaces.delete'),
  tag: 'Workspaces',
  summary: 'Delete a workspace',
  description: 'For its members it is gone at once, and its slug is free. It can be restored for 30 days.',
  responses: { 200: { description: 'It is deleted', data: doneSchema } },
  refusals: ['PRECONDITION_FAILED'],
  uses: { deleteWorkspace: DeleteWorkspace },
  async handle({ caller, tenancy, ifVersion }, { deleteWorkspace }) {
    await deleteWorkspace.execute(actorOf(caller, tenancy), ifVersion);
    return ok('Workspace deleted', done);
  },
});

/** Nobody is in a deleted workspace, so its id is not the one the call is made in. */
const restore = endpoint({
  method: 'post',
  path: '/workspaces/:id/restore',
  access: orPlatform(signedIn),
  tag: 'Workspaces',
  summary: 'Bring a deleted workspace back',
  description:
    'Within 30 days, by one of its owners or a super admin. When its slug was taken meanwhile, it gets a numbered one. ' +
    'Members whose accounts were deleted meanwhile are left out; when that leaves no owner, restore the account of one first.',
  responses: { 200: { description: 'The workspace, with its members', data: workspaceSchema } },
  refusals: ['WORKSPACE_LIMIT', 'LAST_OWNER'],
  uses: { restoreWorkspace: RestoreWorkspace },
  async handle({ caller, params }, { restoreWorkspace }) {
    const { state, version } = await restoreWorkspace.execute(caller, asId(params.id.toLowerCase()));
    return ok('Workspace restored', workspaceView(state, version), { version });
  },
});

const setStatus = endpoint({
  method: ['patch', 'put'],
  path: '/workspaces/:workspaceId/status',
  access: superAdmin,
  tag: 'Workspaces',
  summary: 'Suspend a workspace, or activate it again',
  description: 'A suspended workspace refuses sign-in to it and every request in it.',
  body: Joi.object<{ status: WorkspaceStatus }, true>({
    status: Joi.string().valid('active', 'suspended').required(),
  }),
  responses: { 200: { description: 'The workspace as it is now', data: workspaceSchema } },
  uses: { setWorkspaceStatus: SetWorkspaceStatus },
  async handle({ params, body }, { setWorkspaceStatus }) {
    const id = asId<'workspace'>(params.workspaceId.toLowerCase());
    const { state, version } = await setWorkspaceStatus.execute(id, body.status);
    return ok('Status set', workspaceView(state, version), { version });
  },
});

export const workspaceLifeEndpoints = [remove, restore, setStatus];
