import Joi, { type CustomHelpers } from 'joi';
import { time, uuid } from '../../../core/presentation/schemas';
import { mailDomain } from '../domain/mailDomain';
import { roleSchema } from './workspace.views';

function oneSpelling(value: string, helpers: CustomHelpers): unknown {
  return mailDomain(value) ?? helpers.error('string.mailDomain');
}

export const allowedDomainsSchema = Joi.array()
  .items(
    Joi.string()
      .max(253)
      .custom(oneSpelling)
      .messages({ 'string.mailDomain': '{{#label}} is not a domain, such as example.com' }),
  )
  .max(20)
  .unique()
  .example(['example.com']);

const fields = {
  id: uuid().required(),
  role: roleSchema.required(),
  status: Joi.string()
    .valid('active', 'exhausted', 'expired', 'revoked')
    .required()
    .description('`exhausted`: as many have joined by it as may.'),
  allowedDomains: Joi.array()
    .items(Joi.string())
    .required()
    .description('In lower-case ASCII; empty for any.'),
  maxUses: Joi.number().integer().min(1).allow(null).required().description('Null: as many as come.'),
  uses: Joi.number().integer().min(0).required().description('How many joined by it.'),
  invitedBy: Joi.object({ userId: uuid().required(), name: Joi.string().required() })
    .allow(null)
    .required()
    .description('Null when they are not in the workspace any more.'),
  expiresAt: time().required(),
  createdAt: time().required(),
};

export const inviteLinkSchema = Joi.object(fields).id('InviteLink');

export const madeInviteLinkSchema = Joi.object({
  ...fields,
  token: Joi.string().required().description('Told this once; only its hash is stored.'),
  url: Joi.string().uri().required().description('The page of the front end that asks to join.'),
}).id('MadeInviteLink');
