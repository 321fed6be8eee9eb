import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { endpoint, may, member, notFound, ok, pageAnswer, pageOf, pageQuery } from '../../../core/kit';
import { actorOf } from '../application/Actor';
import { ChangeMember, type MemberChange } from '../application/ChangeMember';
import { LeaveWorkspace } from '../application/LeaveWorkspace';
import { MemberList } from '../application/MemberList';
import { RemoveMember } from '../application/RemoveMember';
import { memberSchema, memberStatusSchema, memberView } from './members.views';
import { done, doneSchema, roleSchema } from './workspace.views';

const idOf = ({ userId }: { userId: string }) => asId<'user'>(userId.toLowerCase());

const list = endpoint({
  method: 'get',
  path: '/workspaces/:workspaceId/members',
  access: may('users.read'),
  tag: 'Members',
  summary: 'List the members of a workspace',
  description: 'Inactive ones included; oldest accounts first.',
  query: pageQuery,
  responses: { 200: { description: 'Its members', data: Joi.array().items(memberSchema) } },
  uses: { members: MemberList },
  async handle({ caller, tenancy, query }, { members }) {
    const found = await members.page(tenancy.workspaceId, caller.userId, pageOf(query));
    const { data, meta } = pageAnswer(found, query.limit);
    return ok('Members', data.map(memberView), { meta });
  },
});

const change = endpoint({
  method: ['patch', 'put'],
  path: '/workspaces/:workspaceId/members/:userId',
  access: may('roles.assign', 'users.update'),
  tag: 'Members',
  summary: 'Change the role or the status of a member',
  description:
    'A role takes `roles.assign`, a status `users.update`. Nobody changes somebody at or above them, or gives a role above their own, except owners. An inactive member keeps the seat and cannot enter.',
  body: Joi.object<MemberChange, true>({ role: roleSchema, status: memberStatusSchema }).min(1),
  responses: { 200: { description: 'The member as they are now', data: memberSchema } },
  refusals: ['LAST_OWNER', 'PRECONDITION_FAILED'],
  uses: { changeMember: ChangeMember, members: MemberList },
  async handle({ caller, tenancy, params, body, ifVersion }, { changeMember, members }) {
    const userId = idOf(params);
    await changeMember.execute(actorOf(caller, tenancy), userId, body, ifVersion);
    const changed = await members.find(tenancy.workspaceId, caller.userId, userId);
    if (!changed) throw notFound();
    return ok('Member changed', memberView(changed), { version: changed.version });
  },
});

const remove = endpoint({
  method: 'delete',
  path: '/workspaces/:workspaceId/members/:userId',
  access: may('members.remove'),
  tag: 'Members',
  summary: 'Remove a member from a workspace',
  description: 'They are refused at once. Their account, and their place in other workspaces, stay.',
  responses: { 200: { description: 'They are no member any more', data: doneSchema } },
  refusals: ['LAST_OWNER'],
  uses: { removeMember: RemoveMember },
  async handle({ caller, tenancy, params }, { removeMember }) {
    await removeMember.execute(actorOf(caller, tenancy), idOf(params));
    return ok('Member removed', done);
  },
});

const leave = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/leave',
  access: member,
  tag: 'Members',
  summary: 'Leave a workspace',
  responses: { 200: { description: 'You are no member any more', data: doneSchema } },
  refusals: ['LAST_OWNER'],
  uses: { leaveWorkspace: LeaveWorkspace },
  async handle({ caller, tenancy }, { leaveWorkspace }) {
    await leaveWorkspace.execute(tenancy.workspaceId, caller.userId);
    return ok('You left the workspace', done);
  },
});

export const memberEndpoints = [list, change, remove, leave];
