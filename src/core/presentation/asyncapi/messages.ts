import { clientMessages, handshake, refusal, socketEvents, type SocketEvent } from '../../kit/socketProtocol';
import type { JsonSchema } from '../openapi/JsonSchema';
import { eventSchema } from '../events/eventSchema';
import { exampleFields, exampleOf } from '../events/exampleOf';
import { objectSchema } from '../events/fieldSchema';
import type { Fields, HeardEvent } from '../events/heardEvents';
import { nameOf } from '../events/nameOf';

export interface Message {
  readonly name: string;
  readonly summary: string;
  readonly payload: JsonSchema;
  readonly examples: readonly [{ readonly payload: object }];
}

export type Messages = Readonly<Record<string, Message>>;

export function eventMessages(events: readonly HeardEvent[]): Messages {
  return Object.fromEntries(
    events.map((event) => [
      nameOf(event.name),
      {
        name: event.name,
        summary: event.summary,
        payload: eventSchema(event),
        examples: [{ payload: exampleOf(event) }],
      },
    ]),
  );
}

/** What the socket side tells of itself. */
export function ownMessages(toldTo: SocketEvent['toldTo']): Messages {
  return Object.fromEntries(
    Object.entries<SocketEvent>(socketEvents)
      .filter(([, event]) => event.toldTo === toldTo)
      .map(([name, { summary, fields }]) => [nameOf(name), message(name, summary, fields)]),
  );
}

/** What a client sends, and how each is answered: `WorkspaceJoin`, `WorkspaceJoinAck`. */
export const requestMessages: Messages = Object.fromEntries([
  ['Connect', message('connect', '`auth` of the handshake.', handshake)],
  ...Object.entries(clientMessages).flatMap(([name, { summary, fields, ack }]) => [
    [nameOf(name), message(name, summary, fields)],
    [`${nameOf(name)}Ack`, message(`${name} ack`, `How \`${name}\` is answered.`, ack, { ok: true })],
  ]),
]) as Messages;

/** How a message, or the handshake, is refused. */
export const refusalMessages: Messages = {
  Refused: message('refused', 'Not done, and why.', refusal, { ok: false }),
  ConnectError: message('connect_error', '`data` of the error that a refused handshake gives.', {
    code: refusal.code,
  }),
};

function message(
  name: string,
  summary: string,
  fields: Fields,
  fixed: Readonly<Record<string, boolean>> = {},
): Message {
  const before = Object.entries(fixed).map(([key, value]) => [key, { type: 'boolean', const: value }]);
  return {
    name,
    summary,
    payload: objectSchema(fields, Object.fromEntries(before) as Record<string, JsonSchema>),
    examples: [{ payload: { ...fixed, ...exampleFields(fields) } }],
  };
}
