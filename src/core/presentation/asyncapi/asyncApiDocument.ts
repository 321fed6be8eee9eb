import type { HeardEvent } from '../events/heardEvents';
import { channelOf } from './channels';
import { eventMessages, ownMessages, refusalMessages, requestMessages } from './messages';
import { receives, sends } from './operations';

export interface AsyncApiOptions {
  readonly events: readonly HeardEvent[];
  readonly version: string;
  /** Where sockets are opened, as the reader reached the server: `localhost:3000`. */
  readonly host: string;
  readonly isSecure: boolean;
}

const introduction = `What a server tells over Socket.IO 4, and what it can be asked there.

- Every event of a workspace is told to all its members; a field that needs a permission is there for those who hold it.
- Events of a workspace carry \`seq\`, which counts up by one without gaps. Say \`after\` when you connect or join, and missed events come first, each once, in order.
- The same events are at \`GET /workspaces/{workspaceId}/events\`, and go to webhooks: see \`/api/openapi.json\`.`;

/** AsyncAPI 3.0 of all that goes over sockets, from the side of the server. */
export function asyncApiDocument({ events, version, host, isSecure }: AsyncApiOptions): object {
  const workspace = eventMessages(events.filter(({ audience }) => audience === 'workspace'));
  const user = eventMessages(events.filter(({ audience }) => audience === 'user'));
  const session = ownMessages('session');
  const told = ownMessages('connection');
  const connection = { ...requestMessages, ...refusalMessages, ...told };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Portico events',
      version,
      description: introduction,
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: {
      sockets: {
        host,
        pathname: '/socket.io/',
        protocol: isSecure ? 'wss' : 'ws',
        description: 'Socket.IO 4, over websocket or long polling.',
        security: [{ $ref: '#/components/securitySchemes/accessToken' }],
      },
    },
    channels: {
      connection: channelOf('connection', connection),
      workspace: channelOf('workspace', workspace),
      user: channelOf('user', user),
      session: channelOf('session', session),
    },
    operations: Object.fromEntries([
      ...receives(),
      ...sends('workspace', workspace),
      ...sends('user', user),
      ...sends('session', session),
      ...sends('connection', told),
    ]) as object,
    components: {
      messages: { ...connection, ...workspace, ...user, ...session },
      securitySchemes: {
        accessToken: {
          type: 'apiKey',
          in: 'password',
          description:
            'An access token (JWT) of a sign-in answer, as `auth: { token }` of the handshake: neither a header, a cookie nor part of the address.',
        },
      },
    },
  };
}
