import Joi from 'joi';
import { time, uuid } from '../../../core/presentation/schemas';

const fields = {
  id: uuid().required(),
  url: Joi.string().required().example('https://hooks.example.com/portico'),
  description: Joi.string().allow('').required(),
  events: Joi.array()
    .items(Joi.string())
    .required()
    .description('Names of the events it is told; `*` for all.')
    .example(['workspace:member:joined']),
  enabled: Joi.boolean().required(),
  disabledReason: Joi.string()
    .valid('manual', 'gone', 'failing')
    .allow(null)
    .required()
    .description('`gone`: the receiver answered 410; `failing`: every attempt of five days failed.'),
  disabledAt: time().allow(null).required(),
  failures: Joi.number().integer().min(0).required().description('Attempts in a row that failed.'),
  failingSince: time().allow(null).required(),
  previousSecretUntil: time()
    .allow(null)
    .required()
    .description('Until when messages are signed with the secret before the current one as well.'),
  createdBy: Joi.object({ userId: uuid().required(), name: Joi.string().required() })
    .allow(null)
    .required()
    .description('Null when they are not in the workspace any more.'),
  createdAt: time().required(),
  updatedAt: time().required(),
  version: Joi.number().integer().min(1).required(),
};

export const webhookSchema = Joi.object(fields).id('Webhook');

export const webhookWithSecretSchema = Joi.object({
  ...fields,
  secret: Joi.string()
    .required()
    .description('Told this once; signs the messages.')
    .example('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='),
}).id('WebhookWithSecret');

const deliveryFields = {
  id: uuid().required().description('Of the event; sent as `webhook-id`.'),
  event: Joi.string().required().example('workspace:member:joined'),
  seq: Joi.number().integer().min(1).allow(null).required().description('Null for a test.'),
  status: Joi.string().valid('pending', 'delivered', 'failed').required(),
  attempts: Joi.number().integer().min(0).required(),
  lastStatusCode: Joi.number().integer().allow(null).required().description('Null without an answer.'),
  lastError: Joi.string().allow(null).required().example('It answered 500'),
  nextAttemptAt: time().allow(null).required().description('No sooner than then.'),
  createdAt: time().required(),
  settledAt: time().allow(null).required(),
};

export const deliverySchema = Joi.object(deliveryFields).id('WebhookDelivery');

const attemptSchema = Joi.object({
  number: Joi.number().integer().min(1).required(),
  at: time().required(),
  durationMs: Joi.number().integer().min(0).required(),
  statusCode: Joi.number().integer().allow(null).required(),
  error: Joi.string().allow(null).required(),
  response: Joi.string().allow(null).required().description('The first 1000 characters of the answer.'),
});

export const deliveryDetailsSchema = Joi.object({
  ...deliveryFields,
  body: Joi.object().unknown(true).required().description('What is sent.'),
  log: Joi.array().items(attemptSchema).required().description('Every attempt, the oldest first.'),
}).id('WebhookDeliveryDetails');
