import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { anyone, endpoint, ok, secret, signedIn } from '../../../core/kit';
import { AcceptInvitation } from '../application/AcceptInvitation';
import { DeclineInvitation } from '../application/DeclineInvitation';
import { PreviewInvitation } from '../application/PreviewInvitation';
import { invitationPreviewSchema, joinedSchema, joinedView } from './invitation.views';

interface TokenBody {
  readonly token: string;
}
const tokenBody = Joi.object<TokenBody, true>({ token: secret().required() });

const accepting = {
  method: 'post',
  access: signedIn,
  limit: 'auth',
  tag: 'Invitations',
  description:
    'Only for the account with the invited address, which counts as verified from then on. Again by the same ' +
    'person answers with the same membership. A newcomer registers with the token instead. The token of an invite ' +
    'link is for everybody whose address is verified and of an allowed domain; it verifies nothing.',
  body: tokenBody,
  responses: { 200: { description: 'The membership', data: joinedSchema } },
  refusals: [
    ...['FORBIDDEN', 'NOT_FOUND', 'SEAT_LIMIT', 'WORKSPACE_SUSPENDED'],
    ...['EMAIL_NOT_VERIFIED', 'EMAIL_DOMAIN_REFUSED'],
  ],
  uses: { acceptInvitation: AcceptInvitation },
} as const;

const preview = endpoint({
  method: 'post',
  path: '/invitations/preview',
  access: anyone,
  limit: 'auth',
  tag: 'Invitations',
  summary: 'See what a mailed token or a link invites to',
  description: 'Changes nothing. Unknown, used, expired and revoked tokens are refused alike.',
  body: tokenBody,
  responses: { 200: { description: 'The invitation', data: invitationPreviewSchema } },
  refusals: ['NOT_FOUND'],
  uses: { previewInvitation: PreviewInvitation },
  async handle({ body }, { previewInvitation }) {
    return ok('You are invited', await previewInvitation.execute(body.token));
  },
});

const accept = endpoint({
  ...accepting,
  path: '/invitations/accept',
  summary: 'Join a workspace with a mailed token or by a link',
  async handle({ caller, body }, { acceptInvitation }) {
    return ok('Joined', joinedView(await acceptInvitation.execute(body.token, caller.userId)));
  },
});

/** Not `:workspaceId`: whoever accepts is not in that workspace yet. */
const acceptInto = endpoint({
  ...accepting,
  path: '/workspaces/:id/members/accept',
  summary: 'Join this workspace with a mailed token or by a link',
  async handle({ caller, params, body }, { acceptInvitation }) {
    const expected = asId<'workspace'>(params.id.toLowerCase());
    return ok('Joined', joinedView(await acceptInvitation.execute(body.token, caller.userId, expected)));
  },
});

const doneSchema = Joi.object({ declined: Joi.boolean().valid(true).required() }).id('InvitationDeclined');

const decline = endpoint({
  method: 'post',
  path: '/invitations/decline',
  access: anyone,
  limit: 'auth',
  tag: 'Invitations',
  summary: 'Decline an invitation',
  description: 'By whoever holds the token, with an account or without.',
  body: tokenBody,
  responses: { 200: { description: 'The token is used up', data: doneSchema } },
  refusals: ['NOT_FOUND'],
  uses: { declineInvitation: DeclineInvitation },
  async handle({ body }, { declineInvitation }) {
    await declineInvitation.execute(body.token);
    return ok('Invitation declined', { declined: true });
  },
});

export const acceptanceEndpoints = [preview, accept, acceptInto, decline];
