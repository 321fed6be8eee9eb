import { namedEventSchema } from '../events/eventSchema';
import { exampleOf } from '../events/exampleOf';
import type { HeardEvent } from '../events/heardEvents';
import type { JsonSchema } from './JsonSchema';

/** Sent to one webhook when somebody asks for it; no event, so no feed has it. */
export const webhookTest: HeardEvent = {
  name: 'webhook.test',
  audience: 'workspace',
  summary: 'Somebody tried the webhook out.',
  fields: { webhookId: { type: 'uuid', description: 'The webhook' } },
};

const schema = namedEventSchema(webhookTest);

export const webhookTestSchema: JsonSchema = {
  ...schema,
  properties: { ...schema.properties, seq: { type: 'null', description: 'Always null: nothing happened.' } },
};

export const webhookTestExample: object = { ...exampleOf(webhookTest), seq: null };
