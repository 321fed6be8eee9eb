import Joi from 'joi';
import { email, endpoint, may, ok, uuid, verified } from '../../../core/kit';
import { actorOf } from '../application/Actor';
import type { Invited } from '../application/InviteMember';
import { InviteMembers } from '../application/InviteMembers';
import { roleSchema } from './workspace.views';

const MOST_ROWS = 100;

interface BulkBody {
  readonly invitations: readonly Invited[];
}

const outcomeSchema = Joi.object({
  email: Joi.string().required(),
  invitationId: uuid().allow(null).required().description('Null when the row was refused.'),
  refusal: Joi.object({ code: Joi.string().required(), message: Joi.string().required() })
    .allow(null)
    .required()
    .description('Null when the row was taken.'),
}).id('InviteOutcome');

const inviteMany = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/members/invite/bulk',
  access: verified(may('members.invite')),
  tag: 'Invitations',
  summary: 'Invite up to a hundred people at once',
  description:
    'Answers for each row, in the order of the rows. A row is refused, with its code, where inviting that person ' +
    'alone would be; the others are sent all the same. A malformed row refuses the whole.',
  takesIdempotencyKey: true,
  body: Joi.object<BulkBody>({
    invitations: Joi.array()
      .items(Joi.object<Invited, true>({ email: email().required(), role: roleSchema.required() }))
      .min(1)
      .max(MOST_ROWS)
      .required(),
  }),
  responses: { 200: { description: 'What became of each row', data: Joi.array().items(outcomeSchema) } },
  uses: { inviteMembers: InviteMembers },
  async handle({ caller, tenancy, body }, { inviteMembers }) {
    const outcomes = await inviteMembers.execute(actorOf(caller, tenancy), body.invitations);
    const sent = outcomes.filter(({ refusal }) => refusal === null).length;
    return ok(`${sent} of ${outcomes.length} invited`, outcomes);
  },
});

export const bulkInvitationEndpoints = [inviteMany];
