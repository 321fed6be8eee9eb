import { namedEventSchema } from '../events/eventSchema';
import { exampleOf } from '../events/exampleOf';
import type { HeardEvent } from '../events/heardEvents';
import { nameOf } from '../events/nameOf';
import type { JsonSchema } from './JsonSchema';
import { webhookTest, webhookTestExample, webhookTestSchema } from './webhookTest';

export const webhookTag = 'Webhooks';

/** Headers of a delivery, as the Standard Webhooks specification has them. */
export const webhookParameters = {
  WebhookId: {
    name: 'webhook-id',
    in: 'header',
    required: true,
    description: 'The `id` of the event, the same at each attempt; drop one you have seen.',
    schema: { type: 'string' },
  },
  WebhookTimestamp: {
    name: 'webhook-timestamp',
    in: 'header',
    required: true,
    description: 'When this attempt was made, in seconds since 1970. Refuse one that is minutes off.',
    schema: { type: 'string', pattern: '^[0-9]+$' },
  },
  WebhookSignature: {
    name: 'webhook-signature',
    in: 'header',
    required: true,
    description:
      '`v1,` and the base64 of HMAC-SHA-256 over `{webhook-id}.{webhook-timestamp}.{body}`; while the secret is being changed two of them, with a blank between.',
    schema: { type: 'string', examples: ['v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4='] },
  },
} as const;

const responses = {
  '2XX': { description: 'Taken.' },
  '410': { description: 'Not wanted any more: the webhook is disabled.' },
  default: { description: 'Not taken: tried again later, not before `Retry-After`.' },
};

/** The events of a workspace, each as what a webhook is sent, and the test of it. */
export function webhooksOf(events: readonly HeardEvent[]): Record<string, object> {
  const all = told(events);
  if (all.length === 0) return {};
  return {
    ...Object.fromEntries(all.map((event) => [event.name, { post: delivery(event) }])),
    [webhookTest.name]: { post: delivery(webhookTest, webhookTestExample) },
  };
}

/** Their schemas, a component each. */
export function eventComponents(events: readonly HeardEvent[]): Record<string, JsonSchema> {
  const all = told(events);
  if (all.length === 0) return {};
  return {
    ...Object.fromEntries(all.map((event) => [componentOf(event), namedEventSchema(event)])),
    [componentOf(webhookTest)]: webhookTestSchema,
  };
}

/** Any of them: what the feed answers, said exactly. */
export function anyEvent(events: readonly HeardEvent[]): Record<string, JsonSchema> {
  const refs = told(events).map((event) => [event.name, refOf(event)] as const);
  if (refs.length === 0) return {};
  const discriminator = { propertyName: 'event', mapping: Object.fromEntries(refs) };
  return { FeedEvent: { oneOf: refs.map(([, $ref]) => ({ $ref })), discriminator } };
}

function told(events: readonly HeardEvent[]): HeardEvent[] {
  return events.filter(({ audience }) => audience === 'workspace');
}

function delivery(event: HeardEvent, example: object = exampleOf(event)): object {
  return {
    operationId: `hear${nameOf(event.name)}`,
    tags: [webhookTag],
    summary: event.summary,
    security: [],
    parameters: Object.keys(webhookParameters).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { $ref: refOf(event) }, example: { event: event.name, ...example } },
      },
    },
    responses,
  };
}

function componentOf({ name }: HeardEvent): string {
  return `${nameOf(name)}Event`;
}

function refOf(event: HeardEvent): string {
  return `#/components/schemas/${componentOf(event)}`;
}
