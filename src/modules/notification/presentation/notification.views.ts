import Joi from 'joi';
import { time, uuid } from '../../../core/kit';
import type { Notification } from '../domain/Notification';
import { channels, groups, type Choice } from '../domain/preferences';

export function notificationView(notification: Notification) {
  const { id, kind, message, facts, workspaceId, createdAt, readAt } = notification;
  return { id, kind, message, facts, workspaceId, createdAt, readAt };
}

export const notificationSchema = Joi.object({
  id: uuid().required(),
  kind: Joi.string()
    .required()
    .description('What happened; what stands before the dot is the group of its preferences.')
    .example('membership.role-changed'),
  message: Joi.string().required().example('Your role in Acme is admin now.'),
  facts: Joi.object()
    .unknown(true)
    .required()
    .description('What the message is made of, to say it in your own words.')
    .example({ workspaceName: 'Acme', role: 'admin' }),
  workspaceId: uuid().allow(null).required().description('The workspace it is about.'),
  createdAt: time().required(),
  readAt: time().allow(null).required(),
}).id('Notification');

const choice = {
  group: Joi.string()
    .valid(...groups)
    .required(),
  channel: Joi.string()
    .valid(...channels)
    .required(),
  enabled: Joi.boolean().required(),
};

export const preferencesSchema = Joi.array()
  .items(
    Joi.object({
      ...choice,
      locked: Joi.boolean().required().description('It cannot be turned off.'),
    }).id('NotificationPreference'),
  )
  .length(groups.length * channels.length);

export const choicesSchema = Joi.array()
  .items(Joi.object(choice).id('NotificationChoice'))
  .min(1)
  .max(groups.length * channels.length)
  .unique((one: Choice, other: Choice) => one.group === other.group && one.channel === other.channel)
  .required()
  .example([{ group: 'membership', channel: 'mail', enabled: false }]);
