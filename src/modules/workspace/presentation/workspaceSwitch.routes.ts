import Joi from 'joi';
import { endpoint, member, notFound, ok, time, withoutMfa } from '../../../core/kit';
import { MyProfile, ownUserSchema, ownUserView } from '../../user';
import { SwitchWorkspace } from '../application/SwitchWorkspace';
import { roleSchema, workspaceSchema, workspaceView } from './workspace.views';

const switchedSchema = Joi.object({
  user: ownUserSchema.required(),
  workspace: workspaceSchema.required(),
  role: roleSchema.required(),
  accessToken: Joi.string().required(),
  expiresIn: Joi.string().required().example('15m'),
  expiresAt: time().required(),
}).id('Switched');

const enter = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/switch',
  access: withoutMfa(member),
  tag: 'Workspaces',
  summary: 'Go on in another workspace',
  description:
    'A new access token of the same session. The refresh token stays as it is, and other tabs go on where they are; the next refresh leads here. Open also to who has yet to set up the second factor that the workspace demands.',
  responses: { 200: { description: 'As after a sign-in, without a refresh token', data: switchedSchema } },
  uses: { switchWorkspace: SwitchWorkspace, myProfile: MyProfile },
  async handle({ caller, tenancy }, { switchWorkspace, myProfile }) {
    const { entered, ...token } = await switchWorkspace.execute(caller, tenancy.workspaceId);
    const me = await myProfile.read(caller.userId);
    if (!me) throw notFound();
    const { workspace, role } = entered;
    return ok('Switched', {
      user: ownUserView(me.state, me.version),
      workspace: workspaceView(workspace, workspace.version),
      role,
      ...token,
    });
  },
});

export const workspaceSwitchEndpoints = [enter];
