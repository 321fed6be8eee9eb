import Joi from 'joi';
import { endpoint, may, member, notFound, ok } from '../../../core/kit';
import { actorOf } from '../application/Actor';
import { ChangeSecurity } from '../application/ChangeSecurity';
import { WorkspaceDetails } from '../application/WorkspaceDetails';

interface Security {
  readonly mfaRequired: boolean;
}

const securitySchema = Joi.object<Security, true>({
  mfaRequired: Joi.boolean()
    .required()
    .example(true)
    .description('Whether members without a second factor are refused.'),
}).id('WorkspaceSecurity');

const read = endpoint({
  method: 'get',
  path: '/workspaces/:workspaceId/security',
  access: member,
  tag: 'Workspaces',
  summary: 'See what a workspace demands of its members',
  responses: { 200: { description: 'Its demands', data: securitySchema } },
  uses: { details: WorkspaceDetails },
  async handle({ caller, tenancy }, { details }) {
    const workspace = await details.read(caller.userId, tenancy.workspaceId);
    if (!workspace) throw notFound();
    const { mfaRequired } = workspace;
    return ok('Security', { mfaRequired });
  },
});

const change = endpoint({
  method: ['put', 'patch'],
  path: '/workspaces/:workspaceId/security',
  access: may('workspaces.manage'),
  tag: 'Workspaces',
  summary: 'Demand a second factor of the members',
  description:
    'It holds within a second: every call in the workspace by a member without one is 403 `MFA_SETUP_REQUIRED`, but the ' +
    'switch into it. Whoever turns it on has a second factor on themselves. Super admins need none.',
  body: Joi.object<Security, true>({ mfaRequired: Joi.boolean().required().example(true) }),
  responses: { 200: { description: 'Its demands as they are now', data: securitySchema } },
  refusals: ['MFA_NOT_ENABLED', 'VERSION_STALE'],
  uses: { changeSecurity: ChangeSecurity },
  async handle({ caller, tenancy, body }, { changeSecurity }) {
    const { state } = await changeSecurity.execute(actorOf(caller, tenancy), body.mfaRequired);
    const { mfaRequired } = state;
    return ok('Security changed', { mfaRequired });
  },
});

export const securityEndpoints = [read, change];
