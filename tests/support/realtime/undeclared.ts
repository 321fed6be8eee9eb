import { asyncApiDocument } from '../../../src/core/presentation/asyncapi/asyncApiDocument';
import { heardEvents } from '../../../src/core/presentation/events/heardEvents';
import { modules } from '../../../src/modules';
import { schemaFaults } from '../schemaFaults';

interface Message {
  readonly name: string;
  readonly payload: object;
}

const { components } = asyncApiDocument({
  events: heardEvents(modules),
  version: 'v1',
  host: 'localhost',
  isSecure: false,
}) as { components: { messages: Record<string, Message> } };
const payloads = new Map(Object.values(components.messages).map(({ name, payload }) => [name, payload]));

/** What a message over a socket has that the AsyncAPI document of the modules does not say (reliability G15). */
export function undeclared(name: string, payload: unknown): string[] {
  const schema = payloads.get(name);
  if (!schema) return [`${name} is not declared`];
  return schemaFaults(schema, payload).map((fault) => `${name}${fault}`);
}
