import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { endpoint, may, notFound, ok, uuid } from '../../../core/kit';
import { actorOf } from '../application/Actor';
import { MemberList } from '../application/MemberList';
import { SetMemberRoles } from '../application/SetMemberRoles';
import { memberSchema, memberView } from './members.views';

const replace = endpoint({
  method: 'put',
  path: '/workspaces/:workspaceId/members/:userId/roles',
  access: may('roles.assign'),
  tag: 'Members',
  summary: 'Set the custom roles of a member',
  description:
    'The list replaces the one before; the built-in role stays. Nobody does it to somebody at or above them, except owners on owners, nor gives or takes a role that permits what they do not hold. `If-Match` takes the version of the member.',
  body: Joi.object<{ roleIds: string[] }, true>({
    roleIds: Joi.array()
      .max(100)
      .items(uuid())
      .unique()
      .prefs({ abortEarly: true })
      .required()
      .description('Ids of custom roles of the workspace.'),
  }),
  responses: { 200: { description: 'The member as they are now', data: memberSchema } },
  refusals: ['PRECONDITION_FAILED'],
  uses: { setMemberRoles: SetMemberRoles, members: MemberList },
  async handle({ caller, tenancy, params, body, ifVersion }, { setMemberRoles, members }) {
    const userId = asId<'user'>(params.userId.toLowerCase());
    const roleIds = body.roleIds.map((id) => id.toLowerCase());
    await setMemberRoles.execute(actorOf(caller, tenancy), userId, roleIds, ifVersion);
    const changed = await members.find(tenancy.workspaceId, caller.userId, userId);
    if (!changed) throw notFound();
    return ok('Roles set', memberView(changed), { version: changed.version });
  },
});

export const memberRoleEndpoints = [replace];
