import type { Messages } from './messages';

interface Room {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly parameters?: object;
}

const rooms = {
  connection: {
    address: '/',
    title: 'The connection',
    description:
      'One socket. Whatever a client sends is answered by an acknowledgement; what concerns this socket alone is told here.',
  },
  workspace: {
    address: 'workspace:{workspaceId}',
    title: 'A workspace',
    description:
      'What happens in a workspace, in order of `seq`. The one of the access token is joined by the handshake, others by `workspace:join`.',
    parameters: { workspaceId: { description: 'The workspace; its members hear it.' } },
  },
  user: {
    address: 'user:{userId}',
    title: 'An account',
    description: 'What concerns one account. Its sockets hear it without asking.',
    parameters: { userId: { description: 'The account.' } },
  },
  session: {
    address: 'session:{sessionId}',
    title: 'A session',
    description: 'What concerns one sign-in. Its sockets hear it without asking.',
    parameters: { sessionId: { description: '`sid` of the access token.' } },
  },
} as const satisfies Readonly<Record<string, Room>>;

export type ChannelName = keyof typeof rooms;

export function channelOf(name: ChannelName, messages: Messages): object {
  const names = Object.keys(messages);
  return {
    ...rooms[name],
    messages: Object.fromEntries(names.map((one) => [one, { $ref: `#/components/messages/${one}` }])),
  };
}

export function channelRef(name: ChannelName): object {
  return { $ref: `#/channels/${name}` };
}

export function messageRef(name: ChannelName, message: string): object {
  return { $ref: `#/channels/${name}/messages/${message}` };
}
