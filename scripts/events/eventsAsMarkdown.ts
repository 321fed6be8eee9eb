import { clientMessages, handshake, socketEvents, type SocketEvent } from '../../src/core/kit/socketProtocol';
import { carried } from '../../src/core/presentation/events/eventSchema';
import { exampleFields, exampleOf } from '../../src/core/presentation/events/exampleOf';
import { heardEvents, type Fields, type HeardEvent } from '../../src/core/presentation/events/heardEvents';
import { modules } from '../../src/modules';
import { markdownTable } from '../markdownTable';
import { fieldTable } from './fieldTable';

const INTRODUCTION = `# Events

Generated from the modules' events and \`src/core/kit/socketProtocol.ts\` by \`npm run generate\`.

What happens is told over sockets; [realtime.md](realtime.md) shows a client. What happens in a workspace is also in its
[feed](feed.md), and goes to its webhooks, both with the name as \`event\`. The same as schemas: \`GET /api/asyncapi.json\`
(AsyncAPI 3.0) for sockets, and \`webhooks\` in \`GET /api/openapi.json\`.

A socket hears its account, its session and the workspace of its token at once; it joins others by \`workspace:join\`.
`;

const WORKSPACE_INTRODUCTION = `## Of a workspace

All members hear each of these, in the order of \`seq\`, which counts up by one in each workspace without gaps. Who says
\`after\` hears first what came after it, each event once. A permission decides which fields one sees, never whether one
hears of it. A socket that loses the workspace, because its member was removed or the workspace suspended or deleted,
hears the event that says why, then [\`workspace:left\`](#workspaceleft), and nothing more.
`;

const USER_INTRODUCTION = `## Of an account

The sockets of one account hear these. They have no \`seq\`, and whoever was away does not hear them later.
`;

const SOCKET_INTRODUCTION = `## Of the socket

What the server says of the socket itself. There is nothing in it but what is listed.
`;

const CLIENT_INTRODUCTION = `## What a client may send

The handshake, and messages. A message is answered by its acknowledgement: \`ok: true\` and what is listed there, or
\`{ ok: false, code, message }\`. The codes are those of [errors.md](errors.md). A handshake that is refused gives
\`connect_error\` with \`data.code\`.
`;

const HEARD_BY: Readonly<Record<SocketEvent['toldTo'], string>> = {
  session: 'Every socket of the session hears it.',
  connection: 'This socket alone hears it.',
};

/** `docs/api/events.md`. */
export function eventsAsMarkdown(): string {
  const events = heardEvents(modules);
  const [ofWorkspace, ofUser] = (['workspace', 'user'] as const).map((audience) =>
    events.filter((event) => event.audience === audience),
  ) as [HeardEvent[], HeardEvent[]];
  return [
    INTRODUCTION,
    WORKSPACE_INTRODUCTION,
    overview(ofWorkspace),
    'Each carries, beside its own fields:\n',
    carriedTable('workspace'),
    ...ofWorkspace.map(section),
    USER_INTRODUCTION,
    'Each carries, beside its own fields:\n',
    carriedTable('user'),
    ...ofUser.map(section),
    SOCKET_INTRODUCTION,
    ...Object.entries<SocketEvent>(socketEvents).map(([name, { summary, toldTo, fields }]) =>
      part(name, `${summary} ${HEARD_BY[toldTo]}`, fields, exampleFields(fields)),
    ),
    CLIENT_INTRODUCTION,
    part('The handshake', '`auth` holds:', handshake, exampleFields(handshake)),
    ...Object.entries(clientMessages).map(([name, { summary, fields, ack }]) =>
      [part(name, summary, fields, exampleFields(fields)), answered(ack)].join('\n'),
    ),
  ].join('\n');
}

function overview(events: readonly HeardEvent[]): string {
  return markdownTable(
    ['event', 'what happened', 'fields that need a permission'],
    events.map(({ name, summary, fields }) => [
      `[\`${name}\`](#${name.replaceAll(':', '')})`,
      summary,
      guarded(fields),
    ]),
  );
}

function guarded(fields: Fields): string {
  return Object.entries(fields)
    .flatMap(([name, { needs }]) => (needs ? [`\`${name}\``] : []))
    .join(', ');
}

function carriedTable(audience: HeardEvent['audience']): string {
  return markdownTable(
    ['field', 'what it is'],
    Object.entries(carried[audience]).map(([name, { description }]) => [`\`${name}\``, String(description)]),
  );
}

function section(event: HeardEvent): string {
  return part(event.name, event.summary, event.fields, exampleOf(event));
}

function part(name: string, summary: string, fields: Fields, example: object): string {
  return [`### ${name}\n`, `${summary}\n`, ...table(fields), json(example)].join('\n');
}

function answered(ack: Fields): string {
  return ['Answered by:\n', ...table(ack), json({ ok: true, ...exampleFields(ack) })].join('\n');
}

function table(fields: Fields): string[] {
  return Object.keys(fields).length > 0 ? [fieldTable(fields)] : [];
}

/** Laid out as Prettier does it. */
function json(example: object): string {
  const lines = Object.entries(example).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`);
  return `\`\`\`json\n{\n${lines.join(',\n')}\n}\n\`\`\`\n`;
}
