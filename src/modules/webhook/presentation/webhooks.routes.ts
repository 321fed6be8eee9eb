import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { created, endpoint, may, notFound, ok, pageAnswer, pageOf, pageQuery } from '../../../core/kit';
import { DeleteWebhook } from '../application/DeleteWebhook';
import { EditWebhook } from '../application/EditWebhook';
import { MakeWebhook, type NewWebhook } from '../application/MakeWebhook';
import { RotateSecret } from '../application/RotateSecret';
import { WebhookList } from '../application/WebhookList';
import type { WebhookEdit } from '../domain/Webhook';
import { descriptionSchema, done, doneSchema, eventsSchema, urlSchema } from './webhook.schemas';
import { webhookSchema, webhookWithSecretSchema } from './webhook.views';

const common = { access: may('webhooks.manage'), tag: 'Webhooks' } as const;
const idOf = ({ id }: { id: string }) => asId<'webhook'>(id.toLowerCase());

const make = endpoint({
  ...common,
  method: 'post',
  path: '/workspaces/:workspaceId/webhooks',
  summary: 'Make a webhook',
  description:
    'From now on the events it wants are posted to `url`, signed as the Standard Webhooks specification says. ' +
    '`secret` is told this once. At most 20 in a workspace.',
  takesIdempotencyKey: true,
  body: Joi.object<NewWebhook, true>({
    url: urlSchema.required(),
    description: descriptionSchema.default(''),
    events: eventsSchema.default(['*']),
  }),
  responses: { 201: { description: 'The webhook, and its secret this once', data: webhookWithSecretSchema } },
  refusals: ['WEBHOOK_LIMIT'],
  uses: { makeWebhook: MakeWebhook, webhooks: WebhookList },
  async handle({ caller, tenancy, body }, { makeWebhook, webhooks }) {
    const { id, secret } = await makeWebhook.execute(caller, tenancy, body);
    const webhook = await webhooks.find(tenancy.workspaceId, caller.userId, id);
    const data = { ...webhook, secret };
    return created('Webhook made; its secret is not told again', data, { version: webhook?.version });
  },
});

const list = endpoint({
  ...common,
  method: 'get',
  path: '/workspaces/:workspaceId/webhooks',
  summary: 'List the webhooks of a workspace',
  query: pageQuery,
  responses: { 200: { description: 'Newest first', data: Joi.array().items(webhookSchema) } },
  uses: { webhooks: WebhookList },
  async handle({ caller, tenancy, query }, { webhooks }) {
    const found = await webhooks.page(tenancy.workspaceId, caller.userId, pageOf(query));
    const { data, meta } = pageAnswer(found, query.limit);
    return ok('Webhooks', data, { meta });
  },
});

const read = endpoint({
  ...common,
  method: 'get',
  path: '/workspaces/:workspaceId/webhooks/:id',
  summary: 'Read a webhook',
  responses: { 200: { description: 'The webhook', data: webhookSchema } },
  uses: { webhooks: WebhookList },
  async handle({ caller, tenancy, params }, { webhooks }) {
    const webhook = await webhooks.find(tenancy.workspaceId, caller.userId, idOf(params));
    if (!webhook) throw notFound();
    return ok('Webhook', webhook, { version: webhook.version });
  },
});

const edit = endpoint({
  ...common,
  method: ['put', 'patch'],
  path: '/workspaces/:workspaceId/webhooks/:id',
  summary: 'Change a webhook, enable or disable it',
  description:
    'Changes the fields that are named. One that is enabled again is told what happens from then on. ' +
    '`If-Match` refuses when somebody changed it meanwhile.',
  body: Joi.object<WebhookEdit, true>({
    url: urlSchema,
    description: descriptionSchema,
    events: eventsSchema,
    enabled: Joi.boolean().strict(),
  }).min(1),
  responses: { 200: { description: 'The webhook as it is now', data: webhookSchema } },
  refusals: ['PRECONDITION_FAILED'],
  uses: { editWebhook: EditWebhook, webhooks: WebhookList },
  async handle({ caller, tenancy, params, body, ifVersion }, { editWebhook, webhooks }) {
    const id = idOf(params);
    await editWebhook.execute({ by: caller, in: tenancy, id, ifVersion }, body);
    const webhook = await webhooks.find(tenancy.workspaceId, caller.userId, id);
    return ok('Webhook changed', webhook, { version: webhook?.version });
  },
});

const rotate = endpoint({
  ...common,
  method: 'post',
  path: '/workspaces/:workspaceId/webhooks/:id/rotate-secret',
  summary: 'Give a webhook a new secret',
  description:
    'For 24 hours messages are signed with the secret before it as well, so that a receiver can change over. ' +
    'Rotated again before that, the oldest of the three signs no more. `secret` is told this once.',
  takesIdempotencyKey: true,
  responses: {
    200: { description: 'The webhook, and its new secret this once', data: webhookWithSecretSchema },
  },
  refusals: ['PRECONDITION_FAILED'],
  uses: { rotateSecret: RotateSecret, webhooks: WebhookList },
  async handle({ caller, tenancy, params, ifVersion }, { rotateSecret, webhooks }) {
    const id = idOf(params);
    const secret = await rotateSecret.execute({ by: caller, in: tenancy, id, ifVersion });
    const webhook = await webhooks.find(tenancy.workspaceId, caller.userId, id);
    const data = { ...webhook, secret };
    return ok('Secret rotated; it is not told again', data, { version: webhook?.version });
  },
});

const remove = endpoint({
  ...common,
  method: 'delete',
  path: '/workspaces/:workspaceId/webhooks/:id',
  summary: 'Delete a webhook',
  description: 'Its log is not shown any more, and what is under way may still arrive.',
  responses: { 200: { description: 'It is gone', data: doneSchema } },
  refusals: ['PRECONDITION_FAILED'],
  uses: { deleteWebhook: DeleteWebhook },
  async handle({ caller, tenancy, params, ifVersion }, { deleteWebhook }) {
    await deleteWebhook.execute({ by: caller, in: tenancy, id: idOf(params), ifVersion });
    return ok('Webhook deleted', done);
  },
});

export const webhookEndpoints = [make, list, read, edit, rotate, remove];
