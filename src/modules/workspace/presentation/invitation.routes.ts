import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import {
  created,
  email,
  endpoint,
  may,
  ok,
  pageAnswer,
  pageOf,
  pageQuery,
  verified,
} from '../../../core/kit';
import { actorOf } from '../application/Actor';
import { InvitationList } from '../application/InvitationList';
import { InviteMember, type Invited } from '../application/InviteMember';
import { ResendInvitation } from '../application/ResendInvitation';
import { RevokeInvitation } from '../application/RevokeInvitation';
import { acceptanceEndpoints } from './acceptance.routes';
import { bulkInvitationEndpoints } from './bulkInvitation.routes';
import { invitationSchema } from './invitation.views';
import { roleSchema } from './workspace.views';

const invite = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/members/invite',
  access: verified(may('members.invite')),
  tag: 'Invitations',
  summary: 'Invite somebody by e-mail',
  description:
    'They get a mail with a link that holds for seven days. Nobody invites into a role above their own; ' +
    'managers invite up to member. The right of whoever invited is looked at again when it is accepted.',
  takesIdempotencyKey: true,
  body: Joi.object<Invited, true>({ email: email().required(), role: roleSchema.required() }),
  responses: { 201: { description: 'The invitation', data: invitationSchema } },
  refusals: ['INVITATION_LIMIT', 'INVITATION_PENDING', 'ALREADY_MEMBER'],
  uses: { inviteMember: InviteMember, invitations: InvitationList },
  async handle({ caller, tenancy, body }, { inviteMember, invitations }) {
    const id = await inviteMember.execute(actorOf(caller, tenancy), body);
    return created('Invited', await invitations.read(tenancy.workspaceId, caller.userId, id));
  },
});

const list = endpoint({
  method: 'get',
  path: '/workspaces/:workspaceId/invitations',
  access: may('members.invite'),
  tag: 'Invitations',
  summary: 'List the invitations of a workspace',
  query: pageQuery,
  responses: { 200: { description: 'Newest first', data: Joi.array().items(invitationSchema) } },
  uses: { invitations: InvitationList },
  async handle({ caller, tenancy, query }, { invitations }) {
    const entries = await invitations.list(tenancy.workspaceId, caller.userId, pageOf(query));
    const { data, meta } = pageAnswer(entries, query.limit);
    return ok('Invitations', data, { meta });
  },
});

const revoke = endpoint({
  method: 'delete',
  path: '/workspaces/:workspaceId/invitations/:id',
  access: may('members.invite'),
  tag: 'Invitations',
  summary: 'Take an invitation back',
  responses: { 200: { description: 'The link leads nowhere any more', data: invitationSchema } },
  refusals: ['INVITATION_CLOSED'],
  uses: { revokeInvitation: RevokeInvitation, invitations: InvitationList },
  async handle({ params, caller, tenancy }, { revokeInvitation, invitations }) {
    const id = asId<'invitation'>(params.id.toLowerCase());
    await revokeInvitation.execute(actorOf(caller, tenancy), id);
    return ok('Invitation revoked', await invitations.read(tenancy.workspaceId, caller.userId, id));
  },
});

const resend = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/invitations/:id/resend',
  access: verified(may('members.invite')),
  tag: 'Invitations',
  summary: 'Send an invitation again',
  description:
    'With another link and another seven days; the link in the earlier mail leads nowhere any more.',
  responses: { 200: { description: 'The invitation', data: invitationSchema } },
  refusals: ['INVITATION_LIMIT', 'INVITATION_CLOSED'],
  uses: { resendInvitation: ResendInvitation, invitations: InvitationList },
  async handle({ params, caller, tenancy }, { resendInvitation, invitations }) {
    const id = asId<'invitation'>(params.id.toLowerCase());
    await resendInvitation.execute(actorOf(caller, tenancy), id);
    return ok('Invitation sent again', await invitations.read(tenancy.workspaceId, caller.userId, id));
  },
});

export const invitationEndpoints = [
  ...[invite, list, revoke, resend],
  ...bulkInvitationEndpoints,
  ...acceptanceEndpoints,
];
