import Joi from 'joi';
import { endpoint, may, member, notFound, ok } from '../../../core/kit';
import { actorOf } from '../application/Actor';
import { ChangeSecurity } from '../application/ChangeSecurity';
import { WorkspaceDetails } from '../application/WorkspaceDetails';

interface Demands {
  readonly mfaRequired: boolean;
}

interface Security extends Demands {
  /** Of the workspace. */
  readonly version: number;
}

const securitySchema = Joi.object<Security, true>({
  mfaRequired: Joi.boolean()
    .required()
    .example(true)
    .description('Whether members without a second factor are refused.'),
  version: Joi.number().integer().min(1).required().description('Version of the workspace.'),
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
    const { mfaRequired, version } = workspace;
    return ok('Security', { mfaRequired, version }, { version });
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
  body: Joi.object<Demands, true>({ mfaRequired: Joi.boolean().required().example(true) }),
  responses: { 200: { description: 'Its demands as they are now', data: securitySchema } },
  refusals: ['PRECONDITION_FAILED', 'MFA_NOT_ENABLED'],
  uses: { changeSecurity: ChangeSecurity },
  async handle({ caller, tenancy, body, ifVersion }, { changeSecurity }) {
    const actor = actorOf(caller, tenancy);
    const { state, version } = await changeSecurity.execute(actor, body.mfaRequired, ifVersion);
    return ok('Security changed', { mfaRequired: state.mfaRequired, version }, { version });
  },
});

export const securityEndpoints = [read, change];
