import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import type { Caller, Tenancy } from '../../../core/application/Caller';
import {
  created,
  endpoint,
  may,
  notFound,
  ok,
  pageAnswer,
  pageOf,
  pageQuery,
  type PageQuery,
} from '../../../core/kit';
import { DeliveryList } from '../application/DeliveryList';
import { Redeliver } from '../application/Redeliver';
import { TestWebhook } from '../application/TestWebhook';
import { WebhookList } from '../application/WebhookList';
import type { DeliveryKey, DeliveryStatus } from '../domain/Delivery';
import { deliveryDetailsSchema, deliverySchema } from './webhook.views';

interface DeliveryQuery extends PageQuery {
  readonly status?: DeliveryStatus;
}

const common = { access: may('webhooks.manage'), tag: 'Webhooks' } as const;
const idOf = ({ id }: { id: string }) => asId<'webhook'>(id.toLowerCase());
const keyOf = ({ workspaceId }: Tenancy, params: { id: string; deliveryId: string }): DeliveryKey => ({
  ...{ workspaceId, webhookId: idOf(params), eventId: asId(params.deliveryId.toLowerCase()) },
});

async function detailsOf(deliveries: DeliveryList, key: DeliveryKey, { userId }: Caller) {
  const delivery = await deliveries.find(key, userId);
  if (!delivery) throw notFound();
  return delivery;
}

const test = endpoint({
  ...common,
  method: 'post',
  path: '/workspaces/:workspaceId/webhooks/:id/test',
  summary: 'Send a test message',
  description:
    'A `webhook.test`, sent and logged as any event is, whatever events the webhook wants: now, or within a minute ' +
    'while the webhook is left alone.',
  takesIdempotencyKey: true,
  responses: { 201: { description: 'It is under way', data: deliveryDetailsSchema } },
  refusals: ['WEBHOOK_DISABLED'],
  uses: { testWebhook: TestWebhook, deliveries: DeliveryList },
  async handle({ caller, tenancy, params }, { testWebhook, deliveries }) {
    const eventId = await testWebhook.execute(caller, tenancy, idOf(params));
    const key = { workspaceId: tenancy.workspaceId, webhookId: idOf(params), eventId };
    return created('The test is under way', await detailsOf(deliveries, key, caller));
  },
});

const list = endpoint({
  ...common,
  method: 'get',
  path: '/workspaces/:workspaceId/webhooks/:id/deliveries',
  summary: 'List what a webhook was told',
  description: 'Of the last 30 days.',
  query: (pageQuery as Joi.ObjectSchema<DeliveryQuery>).keys({
    status: Joi.string().valid('pending', 'delivered', 'failed').description('Only those.'),
  }),
  responses: { 200: { description: 'Newest first', data: Joi.array().items(deliverySchema) } },
  uses: { webhooks: WebhookList, deliveries: DeliveryList },
  async handle({ caller: { userId }, tenancy: { workspaceId }, params, query }, { webhooks, deliveries }) {
    const id = idOf(params);
    if (!(await webhooks.find(workspaceId, userId, id))) throw notFound();
    const found = await deliveries.page(workspaceId, userId, id, query.status ?? null, pageOf(query));
    const { data, meta } = pageAnswer(found, query.limit);
    return ok('Deliveries', data, { meta });
  },
});

const read = endpoint({
  ...common,
  method: 'get',
  path: '/workspaces/:workspaceId/webhooks/:id/deliveries/:deliveryId',
  summary: 'Read a delivery, with the log of its attempts',
  responses: { 200: { description: 'The delivery', data: deliveryDetailsSchema } },
  uses: { deliveries: DeliveryList },
  async handle({ caller, tenancy, params }, { deliveries }) {
    return ok('Delivery', await detailsOf(deliveries, keyOf(tenancy, params), caller));
  },
});

const redeliver = endpoint({
  ...common,
  method: 'post',
  path: '/workspaces/:workspaceId/webhooks/:id/deliveries/:deliveryId/redeliver',
  summary: 'Send an event once more',
  description:
    'Under the same `webhook-id`, whether it arrived before or not, and with all its attempts anew: now, or within ' +
    'a minute while the webhook is left alone.',
  takesIdempotencyKey: true,
  responses: { 200: { description: 'It is under way', data: deliveryDetailsSchema } },
  refusals: ['WEBHOOK_DISABLED'],
  uses: { redeliver: Redeliver, deliveries: DeliveryList },
  async handle({ caller, tenancy, params }, { redeliver: sendAgain, deliveries }) {
    const key = keyOf(tenancy, params);
    await sendAgain.execute(caller.userId, key);
    return ok('The delivery is under way', await detailsOf(deliveries, key, caller));
  },
});

export const deliveryEndpoints = [test, list, read, redeliver];
