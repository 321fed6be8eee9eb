import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { created, endpoint, may, ok, pageAnswer, pageOf, pageQuery, verified } from '../../../core/kit';
import { actorOf } from '../application/Actor';
import { InviteLinkList } from '../application/InviteLinkList';
import { MakeInviteLink, type WantedInviteLink } from '../application/MakeInviteLink';
import { RevokeInviteLink } from '../application/RevokeInviteLink';
import { allowedDomainsSchema, inviteLinkSchema, madeInviteLinkSchema } from './inviteLink.views';
import { roleSchema } from './workspace.views';

const make = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/invite-links',
  access: verified(may('members.invite')),
  tag: 'Invitations',
  summary: 'Make a link that people can join by',
  description:
    'For whoever has it, so pass it on with care. `token` and `url` are told this once. Nobody makes a link to a ' +
    'role above their own, nor to owner; managers up to member. Who joins by it must have verified their address; ' +
    'the right of whoever made it is looked at again each time. At most 100 links of a workspace are open.',
  takesIdempotencyKey: true,
  body: Joi.object<WantedInviteLink>({
    role: roleSchema.required().description('Any but owner.'),
    allowedDomains: allowedDomainsSchema
      .default([])
      .description('Only addresses of exactly these domains may join; empty for any.'),
    maxUses: Joi.number()
      .integer()
      .min(1)
      .max(10_000)
      .allow(null)
      .default(null)
      .description('How many may join by it; null for as many as come.'),
    expiresInDays: Joi.number().integer().min(1).max(30).default(7),
  }),
  responses: { 201: { description: 'The link, and its token this once', data: madeInviteLinkSchema } },
  refusals: ['INVITE_LINK_LIMIT'],
  uses: { makeInviteLink: MakeInviteLink, links: InviteLinkList },
  async handle({ caller, tenancy, body }, { makeInviteLink, links }) {
    const { id, token, url } = await makeInviteLink.execute(actorOf(caller, tenancy), body);
    const link = await links.read(tenancy.workspaceId, caller.userId, id);
    return created('Link made; its token is not told again', { ...link, token, url });
  },
});

const list = endpoint({
  method: 'get',
  path: '/workspaces/:workspaceId/invite-links',
  access: may('members.invite'),
  tag: 'Invitations',
  summary: 'List the invite links of a workspace',
  description: 'Without their tokens, which nobody knows any more.',
  query: pageQuery,
  responses: { 200: { description: 'Newest first', data: Joi.array().items(inviteLinkSchema) } },
  uses: { links: InviteLinkList },
  async handle({ caller, tenancy, query }, { links }) {
    const entries = await links.list(tenancy.workspaceId, caller.userId, pageOf(query));
    const { data, meta } = pageAnswer(entries, query.limit);
    return ok('Invite links', data, { meta });
  },
});

const revoke = endpoint({
  method: 'delete',
  path: '/workspaces/:workspaceId/invite-links/:linkId',
  access: may('members.invite'),
  tag: 'Invitations',
  summary: 'Revoke an invite link',
  description: 'Nobody joins by it any more; whoever did stays a member. Revoking it again changes nothing.',
  responses: { 200: { description: 'The link leads nowhere any more', data: inviteLinkSchema } },
  uses: { revokeInviteLink: RevokeInviteLink, links: InviteLinkList },
  async handle({ params, caller, tenancy }, { revokeInviteLink, links }) {
    const id = asId<'invite-link'>(params.linkId.toLowerCase());
    await revokeInviteLink.execute(actorOf(caller, tenancy), id);
    return ok('Link revoked', await links.read(tenancy.workspaceId, caller.userId, id));
  },
});

export const inviteLinkEndpoints = [make, list, revoke];
