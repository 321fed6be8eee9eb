import Joi from 'joi';
import { time, uuid } from '../../../core/presentation/schemas';
import { avatarUrlSchema } from '../../user';
import type { Joined } from '../application/JoinByInvitation';
import { roleSchema } from './workspace.views';

export const invitationSchema = Joi.object({
  id: uuid().required(),
  email: Joi.string().email({ tlds: false, minDomainSegments: 1 }).required(),
  role: roleSchema.required(),
  status: Joi.string().valid('pending', 'accepted', 'declined', 'revoked', 'expired').required(),
  invitedBy: Joi.object({ userId: uuid().required(), name: Joi.string().required() })
    .allow(null)
    .required()
    .description('Null when they are not in the workspace any more.'),
  expiresAt: time().required(),
  createdAt: time().required(),
}).id('Invitation');

export const invitationPreviewSchema = Joi.object({
  workspaceName: Joi.string().required(),
  email: Joi.string()
    .email({ tlds: false, minDomainSegments: 1 })
    .allow(null)
    .required()
    .description('Null for a link, which is for nobody in particular.'),
  role: roleSchema.required(),
  invitedBy: Joi.object({ name: Joi.string().required() }).required(),
  expiresAt: time().required(),
  accountExists: Joi.boolean()
    .allow(null)
    .required()
    .description('True: sign in and accept. False: register with the token. Null for a link: either.'),
  allowedDomains: Joi.array()
    .items(Joi.string())
    .description('Of a link: the domains of the addresses that may join; empty for any.'),
}).id('InvitationPreview');

export function joinedView({ membership, user }: Joined) {
  const { workspaceId, userId, role, status, joinedAt } = membership;
  const { email, firstName, lastName, avatarUrl } = user.state;
  const name = `${firstName} ${lastName}`.trim();
  return { workspaceId, userId, email, name, avatarUrl, role, status, joinedAt };
}

export const joinedSchema = Joi.object({
  workspaceId: uuid().required(),
  userId: uuid().required(),
  email: Joi.string().email({ tlds: false, minDomainSegments: 1 }).required(),
  name: Joi.string().required(),
  avatarUrl: avatarUrlSchema.required(),
  role: roleSchema.required(),
  status: Joi.string().valid('active').required(),
  joinedAt: time().required(),
}).id('Joined');
